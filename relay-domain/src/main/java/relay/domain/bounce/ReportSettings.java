package relay.domain.bounce;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What reports to senders look like.
 *
 * @param from address in the From field; empty: MAILER-DAEMON at this host
 * @param returnUnaskedMax mails up to this size come back whole when the sender did not say what he
 *     wants back (RET)
 * @param returnMax larger mails never come back whole
 * @param headerMax of a header that comes back
 */
public record ReportSettings(
    Optional<EmailAddress> from, long returnUnaskedMax, long returnMax, int headerMax) {
  static final Setting<String> FROM =
      new Setting<>(
          "report.from",
          SettingType.of("an address, or empty", ReportSettings::checked),
          "",
          "The address that reports to senders come from; empty: MAILER-DAEMON at node.host-name.");
  static final Setting<Long> RETURN_UNASKED_MAX =
      new Setting<>(
          "report.return-unasked-max",
          SettingType.size(0, 1L << 30),
          "50KB",
          "Mails up to this size come back whole in failure reports when the sender did not say"
              + " what he wants (RET); of larger ones the header.");
  static final Setting<Long> RETURN_MAX =
      new Setting<>(
          "report.return-max",
          SettingType.size(0, 1L << 30),
          "10MB",
          "Mails above this size never come back whole, whatever the sender asked for.");
  static final Setting<Long> HEADER_MAX =
      new Setting<>(
          "report.header-max",
          SettingType.size(1024, 1L << 20),
          "64KB",
          "How much of a mail's header comes back in a report.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(FROM, RETURN_UNASKED_MAX, RETURN_MAX, HEADER_MAX));

  public static ReportSettings from(Settings settings) {
    return new ReportSettings(
        Optional.of(settings.get(FROM))
            .filter(Predicate.not(String::isEmpty))
            .map(EmailAddress::parse),
        settings.get(RETURN_UNASKED_MAX),
        settings.get(RETURN_MAX),
        settings.get(HEADER_MAX).intValue());
  }

  private static String checked(String text) {
    if (!text.isEmpty()) {
      EmailAddress.parse(text);
    }
    return text;
  }
}
