package relay.domain.delivery;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How mail is carried to other servers.
 *
 * @param ehloName the name we give in EHLO
 * @param sourceIpv4 our address for connections over IPv4; empty: the system chooses
 * @param sourceIpv6 the same for IPv6
 * @param recipientsMax recipients in one transaction
 * @param nextHostAfterRefusal whether a recipient refused for now is tried at the next host too
 * @param eightBitAnyway whether 8-bit content goes to servers that do not offer 8BITMIME
 * @param clearTextAfterFailedTls whether a failed opportunistic handshake is followed by a
 *     connection in clear text to the same host
 * @param clearTextLoginOnLoopback whether AUTH is allowed without TLS to this machine itself
 * @param trustAnchors a PEM file of further certificate authorities; empty: none
 * @param mailFolder below which routes may write maildirs; empty: in the data folder
 * @param replyLineOctetsMax longest line of a reply
 * @param replyLinesMax most lines of a reply
 */
public record TransmissionSettings(
    String ehloName,
    Optional<String> sourceIpv4,
    Optional<String> sourceIpv6,
    int recipientsMax,
    boolean nextHostAfterRefusal,
    boolean eightBitAnyway,
    boolean clearTextAfterFailedTls,
    boolean clearTextLoginOnLoopback,
    Optional<String> trustAnchors,
    Optional<String> mailFolder,
    int replyLineOctetsMax,
    int replyLinesMax,
    TransmissionTimeouts timeouts,
    ConnectionKeeping keeping) {

  static final Setting<String> EHLO_NAME =
      new Setting<>(
          "delivery.ehlo-name",
          SettingType.text(
              "a host name or address literal, or empty",
              Pattern.compile("([A-Za-z0-9\\[]([A-Za-z0-9.:\\]-]{0,252}))?")),
          "",
          "The name given in EHLO to other servers; empty: `node.host-name`.");
  static final Setting<String> SOURCE_IPV4 =
      new Setting<>(
          "delivery.source-address-ipv4",
          SettingType.text("an IPv4 address, or empty", Pattern.compile("([0-9.]{7,15})?")),
          "",
          "Our address for connections over IPv4; empty: the system chooses.");
  static final Setting<String> SOURCE_IPV6 =
      new Setting<>(
          "delivery.source-address-ipv6",
          SettingType.text("an IPv6 address, or empty", Pattern.compile("([0-9A-Fa-f:.]{2,45})?")),
          "",
          "Our address for connections over IPv6; empty: the system chooses.");
  static final Setting<Integer> RECIPIENTS_MAX =
      new Setting<>(
          "delivery.recipients-per-transaction-max",
          SettingType.integer(1, 10_000),
          "100",
          "How many recipients one transaction carries; the rest follows in further ones.");
  static final Setting<Boolean> NEXT_HOST_AFTER_REFUSAL =
      yesNo(
          "next-host-after-refusal",
          "Whether a recipient that one host refuses for now is tried at the next host in the same attempt; "
              + "some providers punish that.");
  static final Setting<Boolean> EIGHT_BIT_ANYWAY =
      new Setting<>(
          "delivery.eight-bit-anyway",
          SettingType.yesNo(),
          "true",
          "Whether 8-bit content is sent to servers without 8BITMIME, which nearly all take; otherwise it is bounced.");
  static final Setting<Boolean> CLEAR_TEXT_AFTER_FAILED_TLS =
      yesNo(
          "clear-text-after-failed-tls",
          "Whether a host whose TLS handshake failed is tried again in clear text where TLS is not required.");
  static final Setting<Boolean> CLEAR_TEXT_LOGIN_ON_LOOPBACK =
      yesNo(
          "clear-text-login-on-loopback",
          "Whether a smarthost on this machine may be given name and password without TLS.");
  static final Setting<String> TRUST_ANCHORS =
      new Setting<>(
          "delivery.trust-anchors",
          SettingType.text(),
          "",
          "A PEM file of certificate authorities to trust beside those of the JDK where TLS is required; may be empty.");
  static final Setting<String> MAIL_FOLDER =
      new Setting<>(
          "delivery.mail-folder",
          SettingType.text(),
          "",
          "The folder below which targets of routes write their maildirs; empty: `maildirs` in the data folder.");
  static final Setting<Integer> REPLY_LINE_OCTETS_MAX =
      new Setting<>(
          "delivery.reply-line-octets-max",
          SettingType.integer(512, 65536),
          "2048",
          "The longest reply line taken from another server; a longer one ends the connection.");
  static final Setting<Integer> REPLY_LINES_MAX =
      new Setting<>(
          "delivery.reply-lines-max",
          SettingType.integer(1, 1000),
          "100",
          "The most lines of one reply taken from another server; more end the connection.");

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(
                  EHLO_NAME,
                  SOURCE_IPV4,
                  SOURCE_IPV6,
                  RECIPIENTS_MAX,
                  NEXT_HOST_AFTER_REFUSAL,
                  EIGHT_BIT_ANYWAY,
                  CLEAR_TEXT_AFTER_FAILED_TLS,
                  CLEAR_TEXT_LOGIN_ON_LOOPBACK,
                  TRUST_ANCHORS,
                  MAIL_FOLDER,
                  REPLY_LINE_OCTETS_MAX,
                  REPLY_LINES_MAX),
              TransmissionTimeouts.ALL,
              ConnectionKeeping.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  /** {@code hostName} is this node's name, for EHLO when no other is set. */
  public static TransmissionSettings from(Settings settings, String hostName) {
    return new TransmissionSettings(
        given(settings, EHLO_NAME).orElse(hostName),
        given(settings, SOURCE_IPV4),
        given(settings, SOURCE_IPV6),
        settings.get(RECIPIENTS_MAX),
        settings.get(NEXT_HOST_AFTER_REFUSAL),
        settings.get(EIGHT_BIT_ANYWAY),
        settings.get(CLEAR_TEXT_AFTER_FAILED_TLS),
        settings.get(CLEAR_TEXT_LOGIN_ON_LOOPBACK),
        given(settings, TRUST_ANCHORS),
        given(settings, MAIL_FOLDER),
        settings.get(REPLY_LINE_OCTETS_MAX),
        settings.get(REPLY_LINES_MAX),
        TransmissionTimeouts.from(settings),
        ConnectionKeeping.from(settings));
  }

  private static Optional<String> given(Settings settings, Setting<String> setting) {
    return Optional.of(settings.get(setting)).filter(t -> !t.isEmpty());
  }

  private static Setting<Boolean> yesNo(String name, String sentence) {
    return new Setting<>("delivery." + name, SettingType.yesNo(), "false", sentence);
  }
}
