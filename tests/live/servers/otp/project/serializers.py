from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework_simplejwt.exceptions import AuthenticationFailed
from rest_framework_simplejwt.serializers import TokenObtainPairSerializer


class OneTimeCodeSerializer(TokenObtainPairSerializer):
    """Takes the code of people who have a device, after their password, in a third field."""

    otp_token = serializers.CharField(required=False)

    def validate(self, attrs):
        token = attrs.pop("otp_token", None)
        answer = super().validate(attrs)
        device = TOTPDevice.objects.devices_for_user(self.user, confirmed=True).first()
        if device:
            self.check_token(device, token)
        return answer

    def check_token(self, device, token):
        if token is None:
            raise AuthenticationFailed("Enter the code of your device.", "otp_required")
        is_allowed, reason = device.verify_is_allowed()
        if not is_allowed:
            raise Throttled((reason["locked_until"] - timezone.now()).total_seconds())
        if not verify_token(self.user, device.persistent_id, token):
            raise serializers.ValidationError({"otp_token": ["This code is not valid."]})
