package relay.domain.tlsreport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Whether and how others are told.
 *
 * @param from address that reports come from; empty: there are none, and nothing is counted
 * @param organization who reports; empty: the domain of the address
 * @param contact where to ask about a report; empty: the address
 * @param spread from when until how long after midnight a day is reported: at a moment of chance
 * @param retryFor how long a report is tried to be handed over
 * @param kindsMax kinds of sessions counted in memory at a time, and told of one domain and day
 * @param keptFor how long it is known what was sent
 */
public record TlsReportSettings(
    Optional<EmailAddress> from,
    String organization,
    String contact,
    Duration spread,
    Duration retryFor,
    int kindsMax,
    int failuresMax,
    Duration keptFor) {

  static final Setting<Optional<EmailAddress>> FROM =
      new Setting<>(
          "tls-reports.from",
          SettingType.of(
              "a mail address, or empty",
              text -> text.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(text))),
          "",
          "The address that TLS reports (RFC 8460) to other domains come from; its domain needs a"
              + " DKIM key of the tenant default. Empty: none are sent and nothing is counted.");
  static final Setting<String> ORGANIZATION =
      new Setting<>(
          "tls-reports.organization",
          SettingType.text(),
          "",
          "Who stands in TLS reports as the reporter; empty: the domain of tls-reports.from.");
  static final Setting<String> CONTACT =
      new Setting<>(
          "tls-reports.contact",
          SettingType.text(),
          "",
          "Where those who get a TLS report may ask about it; empty: tls-reports.from.");
  static final Setting<Duration> SPREAD =
      new Setting<>(
          "tls-reports.spread",
          SettingType.duration(Duration.ZERO, Duration.ofHours(20)),
          "4h",
          "Reports of a day go out at a moment of chance within this time, from ten minutes after"
              + " midnight UTC on, so that not all senders report at once.");
  static final Setting<Duration> RETRY_FOR =
      new Setting<>(
          "tls-reports.retry-for",
          SettingType.duration(Duration.ofMinutes(1), Duration.ofDays(3)),
          "1d",
          "How long a TLS report that cannot be handed over is tried again.");
  static final Setting<Integer> KINDS_MAX =
      new Setting<>(
          "tls-reports.kinds-max",
          SettingType.integer(10, 1_000_000),
          "20000",
          "How many kinds of sessions (domain, policy, failure with its addresses) are counted in"
              + " memory between two writings to the database; more are left out.");
  static final Setting<Integer> FAILURES_MAX =
      new Setting<>(
          "tls-reports.failures-max",
          SettingType.integer(1, 10_000),
          "200",
          "How many kinds of sessions of one domain and day are told with their addresses; further"
              + " ones are told by their type alone.");
  static final Setting<Duration> KEEP =
      new Setting<>(
          "tls-reports.keep",
          SettingType.duration(Duration.ofDays(1), Duration.ofDays(3650)),
          "90d",
          "How long TLS reports that were sent can be looked up.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(
          List.of(FROM, ORGANIZATION, CONTACT, SPREAD, RETRY_FOR, KINDS_MAX, FAILURES_MAX, KEEP));

  /** Reads them. */
  public static TlsReportSettings from(Settings settings) {
    return new TlsReportSettings(
        settings.get(FROM),
        settings.get(ORGANIZATION),
        settings.get(CONTACT),
        settings.get(SPREAD),
        settings.get(RETRY_FOR),
        settings.get(KINDS_MAX),
        settings.get(FAILURES_MAX),
        settings.get(KEEP));
  }

  /** Whether sessions are counted and reports are sent. */
  public boolean isOn() {
    return from.isPresent();
  }

  /** Who reports, while it is on. */
  public Reporter reporter() {
    EmailAddress address = from.orElseThrow();
    String domain = address.withAsciiDomain();
    return new Reporter(
        address,
        organization.isBlank() ? domain.substring(domain.lastIndexOf('@') + 1) : organization,
        contact.isBlank() ? domain : contact);
  }
}
