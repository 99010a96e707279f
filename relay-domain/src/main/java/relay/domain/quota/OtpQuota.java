package relay.domain.quota;

import java.util.HashMap;
import java.util.Map;
import relay.domain.control.Responsible;
import relay.domain.settings.Settings;
import relay.domain.tenancy.OverLimit;
import relay.domain.tenancy.SendingLimits;

/**
 * How many recipients a tenant may write to in the lane of one-time passwords within an hour, so
 * that nobody is faster by calling all of his mail a password.
 *
 * @param perHour of each tenant; 0: no limit
 * @param ofTenants by id, where they have a number of their own
 */
record OtpQuota(long perHour, Map<String, Integer> ofTenants) {
  static final OtpQuota NONE = new OtpQuota(0, Map.of());

  OtpQuota {
    ofTenants = Map.copyOf(ofTenants);
  }

  static OtpQuota from(Settings settings) {
    Map<String, Integer> ofTenants = new HashMap<>();
    for (String tenant : settings.names(QuotaSettings.OTP_PER_HOUR_OF)) {
      ofTenants.put(tenant, settings.get(QuotaSettings.OTP_PER_HOUR_OF, tenant));
    }
    return new OtpQuota(settings.get(QuotaSettings.OTP_PER_HOUR), ofTenants);
  }

  Claim claim(String tenant) {
    long most = ofTenants.containsKey(tenant) ? ofTenants.get(tenant) : perHour;
    return new Claim(Claim.Holder.OTP, tenant, new SendingLimits(0, 0, most, 0, OverLimit.REFUSE));
  }

  /** The setting that says so for this tenant. */
  Responsible responsible(String tenant) {
    return Responsible.setting(
        ofTenants.containsKey(tenant)
            ? QuotaSettings.OTP_PER_HOUR_OF.keyFor(tenant)
            : QuotaSettings.OTP_PER_HOUR.key());
  }
}
