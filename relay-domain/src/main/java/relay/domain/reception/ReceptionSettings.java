package relay.domain.reception;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.NetworkRange;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Who may hand in mail, and how much.
 *
 * @param domains entries of {@link ResponsibleDomains}
 * @param allowedNetworks clients that relay without a login, on any listener
 * @param loopbackRelay whether a client on this machine relays without a login through a listener
 *     that is bound to loopback
 * @param postmaster who gets mail for {@code <postmaster>} without a domain; empty: the postmaster
 *     of the first responsible domain
 * @param sizeMax octets
 * @param receivedMax Received fields beyond which a mail is looping
 * @param headerMax octets
 * @param headerFieldsMax fields of one header
 * @param defaultLane where mail goes that nobody gave a lane
 * @param lineEnds what becomes of a CR or LF that stands alone
 */
public record ReceptionSettings(
    List<String> domains,
    List<NetworkRange> allowedNetworks,
    boolean loopbackRelay,
    Optional<EmailAddress> postmaster,
    long sizeMax,
    int recipientsMax,
    int receivedMax,
    int headerMax,
    int headerFieldsMax,
    Lane defaultLane,
    LineEnds lineEnds) {
  private static final long KB = 1024;

  static final Setting<List<String>> DOMAINS =
      new Setting<>(
          "reception.domains",
          SettingType.listOf(
              SettingType.of(
                  "a domain (example.org) or all below one (*.example.org)",
                  ResponsibleDomains::entry),
              10_000),
          "",
          "Domains whose mail is taken from any client without a login; empty: mail is taken only from those who may relay.");
  static final Setting<List<NetworkRange>> ALLOWED_NETWORKS =
      new Setting<>(
          "reception.allowed-networks",
          SettingType.listOf(
              SettingType.of(
                  "an address or CIDR block, at least /8 (IPv4) or /16 (IPv6)",
                  ReceptionSettings::boundedRange),
              1000),
          "",
          "Clients in these networks relay to anywhere without a login, on every listener; list only networks whose every host you trust.");
  static final Setting<Boolean> LOOPBACK_RELAY =
      new Setting<>(
          "reception.loopback-relay",
          SettingType.yesNo(),
          "true",
          "Whether clients on this machine relay without a login through listeners bound to a loopback address; behind a proxy the address it reports counts.");
  static final Setting<Optional<EmailAddress>> POSTMASTER =
      new Setting<>(
          "reception.postmaster",
          SettingType.of(
              "a mail address, may be empty",
              t -> t.isEmpty() ? Optional.empty() : Optional.of(EmailAddress.parse(t))),
          "",
          "Who gets mail for a bare <postmaster>, from any client; empty: postmaster at the first of reception.domains.");
  static final Setting<Long> SIZE_MAX =
      new Setting<>(
          "reception.size-max",
          SettingType.size(64 * KB, 1024 * KB * KB),
          "50MB",
          "The largest mail taken, as announced with SIZE and as counted.");
  static final Setting<Integer> RECIPIENTS_MAX =
      new Setting<>(
          "reception.recipients-max",
          SettingType.integer(1, 10_000),
          "1000",
          "Most recipients of one mail; RFC 5321 expects at least 100.");
  static final Setting<Integer> RECEIVED_MAX =
      new Setting<>(
          "reception.received-max",
          SettingType.integer(10, 1000),
          "100",
          "A mail with more Received fields than this is refused as looping.");
  static final Setting<Long> HEADER_MAX =
      new Setting<>(
          "reception.header-max",
          SettingType.size(16 * KB, 1024 * KB),
          "256KB",
          "The largest header of a mail; a larger one is refused.");
  static final Setting<Integer> HEADER_FIELDS_MAX =
      new Setting<>(
          "reception.header-fields-max",
          SettingType.integer(50, 10_000),
          "1000",
          "Most fields of one header; more are refused.");
  static final Setting<Lane> DEFAULT_LANE =
      new Setting<>(
          "reception.default-lane",
          SettingType.oneOf(Lane.class),
          "transactional",
          "The lane of mail for which neither the mail nor its user names one.");
  static final Setting<LineEnds> LINE_ENDS =
      new Setting<>(
          "reception.line-ends",
          SettingType.oneOf(LineEnds.class),
          "reject",
          "What to do with a mail that has a CR or LF standing alone: reject it, or normalise it to CR LF (never a mail end).");

  public static final List<Setting<?>> ALL =
      List.of(
          DOMAINS,
          ALLOWED_NETWORKS,
          LOOPBACK_RELAY,
          POSTMASTER,
          SIZE_MAX,
          RECIPIENTS_MAX,
          RECEIVED_MAX,
          HEADER_MAX,
          HEADER_FIELDS_MAX,
          DEFAULT_LANE,
          LINE_ENDS);

  /** What to do with a bare CR or LF in a mail. */
  public enum LineEnds {
    REJECT,
    NORMALISE
  }

  public ReceptionSettings {
    domains = List.copyOf(domains);
    allowedNetworks = List.copyOf(allowedNetworks);
  }

  public static ReceptionSettings from(Settings settings) {
    return new ReceptionSettings(
        settings.get(DOMAINS),
        settings.get(ALLOWED_NETWORKS),
        settings.get(LOOPBACK_RELAY),
        settings.get(POSTMASTER),
        settings.get(SIZE_MAX),
        settings.get(RECIPIENTS_MAX),
        settings.get(RECEIVED_MAX),
        Math.toIntExact(settings.get(HEADER_MAX)),
        settings.get(HEADER_FIELDS_MAX),
        settings.get(DEFAULT_LANE),
        settings.get(LINE_ENDS));
  }

  private static NetworkRange boundedRange(String text) {
    NetworkRange range = NetworkRange.parse(text);
    if (range.isBoundless()) {
      throw new IllegalArgumentException("would make us an open relay");
    }
    return range;
  }
}
