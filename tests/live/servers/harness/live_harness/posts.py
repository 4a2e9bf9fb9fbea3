"""The posts of projects that bring no models of their own."""

POSTS = [{"id": number, "title": f"Post {number}", "body": f"What post {number} says."} for number in range(1, 6)]
