package relay.domain.reception;

import relay.domain.control.Responsible;
import relay.domain.settings.Setting;

/** The settings that refusals at the door rest on, and those that are said in several places. */
final class Because {
  static final Responsible SIZE_MAX = of(ReceptionSettings.SIZE_MAX);
  static final Responsible RECIPIENTS_MAX = of(ReceptionSettings.RECIPIENTS_MAX);
  static final Responsible HEADER_MAX = of(ReceptionSettings.HEADER_MAX);
  static final Responsible RECEIVED_MAX = of(ReceptionSettings.RECEIVED_MAX);
  static final Responsible DOMAINS = of(ReceptionSettings.DOMAINS);
  static final Responsible NETWORKS = of(ReceptionSettings.ALLOWED_NETWORKS);

  private Because() {}

  private static Responsible of(Setting<?> setting) {
    return Responsible.setting(setting.key());
  }

  static Verdict loginNeeded() {
    return Verdict.refused(
        NETWORKS, 530, "5.7.0", "Log in first (AUTH, after STARTTLS where TLS is not yet on)");
  }

  static Verdict tooLarge(long size, long max) {
    return Verdict.refused(
        SIZE_MAX,
        552,
        "5.3.4",
        "Your mail of "
            + size
            + " octets is larger than the "
            + max
            + " we take; send less, or a link to it");
  }
}
