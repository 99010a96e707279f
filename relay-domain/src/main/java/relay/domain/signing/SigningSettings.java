package relay.domain.signing;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import relay.domain.mail.DomainName;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * How outgoing mail is signed.
 *
 * @param expiry how long a signature holds; zero: for ever
 * @param ed25519 whether Ed25519 keys sign too
 * @param oversignedFields signed as often as present and once more, so that none can be added
 * @param signedFields signed as often as present
 * @param parentDomains whose keys also sign for their subdomains that have no key
 * @param provider who computes RSA
 * @param keyCheckInterval between two looks into the folder of the keys
 * @param headerOctetsMax a mail with a longer header is not signed
 */
public record SigningSettings(
    boolean enabled,
    Duration expiry,
    boolean ed25519,
    List<String> oversignedFields,
    List<String> signedFields,
    List<DomainName> parentDomains,
    RsaProvider provider,
    Duration keyCheckInterval,
    int headerOctetsMax) {

  /** Who computes RSA signatures. */
  public enum RsaProvider {
    /** The native provider when it loads on this machine, else the JDK. */
    AUTO,
    JDK
  }

  private static final SettingType<List<String>> FIELD_NAMES =
      SettingType.listOf(
          SettingType.text(
              "the name of a header field other than Bcc, Received, Return-Path, DKIM-Signature",
              // RFC 6376 5.4: what the way changes cannot be signed.
              Pattern.compile(
                  "(?i)(?!(bcc|resent-bcc|received|return-path|dkim-signature)$)[a-z0-9-]{1,70}")),
          64);

  static final Setting<Boolean> ENABLED =
      new Setting<>(
          "signing.enabled",
          SettingType.yesNo(),
          "true",
          "Whether outgoing mail is DKIM-signed when a key for its From domain exists.");
  static final Setting<Duration> EXPIRY =
      new Setting<>(
          "signing.expiry",
          SettingType.duration(Duration.ZERO, Duration.ofDays(365)),
          "0s",
          "How long a signature holds (x=), counted from the first attempt; longer than the last retry, 0s for ever.");
  static final Setting<Boolean> ED25519 =
      new Setting<>(
          "signing.ed25519",
          SettingType.yesNo(),
          "true",
          "Whether Ed25519 keys sign beside RSA keys.");
  static final Setting<List<String>> OVERSIGNED_FIELDS =
      new Setting<>(
          "signing.oversigned-fields",
          FIELD_NAMES,
          "From, Subject, To, Cc, Date, Message-ID, Reply-To, MIME-Version, Content-Type,"
              + " Content-Transfer-Encoding, List-Unsubscribe, List-Unsubscribe-Post, Feedback-ID",
          "Header fields signed as often as present and once more, so that nobody can add one; From always is.");
  static final Setting<List<String>> SIGNED_FIELDS =
      new Setting<>(
          "signing.signed-fields",
          FIELD_NAMES,
          "Sender, In-Reply-To, References, Content-ID, Content-Description, Content-Disposition,"
              + " List-Id, List-Help, List-Subscribe, List-Post, List-Owner, List-Archive, Resent-From,"
              + " Resent-Sender, Resent-To, Resent-Cc, Resent-Date, Resent-Message-ID, Auto-Submitted,"
              + " X-Relay-Token",
          "Header fields signed as often as present.");
  static final Setting<List<DomainName>> PARENT_DOMAINS =
      new Setting<>(
          "signing.parent-domains",
          SettingType.listOf(SettingType.of("a domain name", DomainName::of), 1000),
          "",
          "Domains whose key also signs for their subdomains that have no key of their own.");
  static final Setting<RsaProvider> PROVIDER =
      new Setting<>(
          "signing.provider",
          SettingType.oneOf(RsaProvider.class),
          "auto",
          "Who computes RSA signatures: auto takes the fast native provider when it loads, else the JDK.");
  static final Setting<Duration> KEY_CHECK_INTERVAL =
      new Setting<>(
          "signing.key-check-interval",
          SettingType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "5s",
          "How often the folder of the keys is looked through for changes.");
  static final Setting<Long> HEADER_SIZE_MAX =
      new Setting<>(
          "signing.header-size-max",
          SettingType.size(4096, 16 * 1024 * 1024),
          "1MB",
          "A mail with a longer header goes out unsigned.");

  /** In the order of the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(
          ENABLED,
          EXPIRY,
          ED25519,
          OVERSIGNED_FIELDS,
          SIGNED_FIELDS,
          PARENT_DOMAINS,
          PROVIDER,
          KEY_CHECK_INTERVAL,
          HEADER_SIZE_MAX);

  /** Reads the checked settings. */
  public static SigningSettings from(Settings settings) {
    return new SigningSettings(
        settings.get(ENABLED),
        settings.get(EXPIRY),
        settings.get(ED25519),
        settings.get(OVERSIGNED_FIELDS),
        settings.get(SIGNED_FIELDS),
        settings.get(PARENT_DOMAINS),
        settings.get(PROVIDER),
        settings.get(KEY_CHECK_INTERVAL),
        Math.toIntExact(settings.get(HEADER_SIZE_MAX)));
  }
}
