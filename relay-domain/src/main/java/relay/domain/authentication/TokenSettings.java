package relay.domain.authentication;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * Whose tokens are believed, and what asking for their keys may cost.
 *
 * @param clockSkew by which clocks may differ
 * @param keysRefresh after which a key set is fetched anew
 * @param keysStaleMax how long an old set serves when the issuer cannot be reached
 * @param keysRetry between two fetches, also for unknown key ids
 * @param keysTimeout of one fetch in all
 * @param keysWait how long a login waits for a fetch
 */
public record TokenSettings(
    List<TokenIssuer> issuers,
    Duration clockSkew,
    Duration keysRefresh,
    Duration keysStaleMax,
    Duration keysRetry,
    Duration keysTimeout,
    Duration keysWait) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  static final Setting<String> ISSUER =
      named(
          "issuer",
          text("1 to 512 printable characters", "[\\x21-\\x7e]{0,512}"),
          "",
          "The claim iss of tokens that are believed, letter by letter, such as"
              + " https://login.example.com/realms/mail; each issuer must have one.");
  static final Setting<List<String>> AUDIENCE =
      named(
          "audience",
          SettingType.listOf(text("1 to 256 printable characters", "[\\x21-\\x7e]{1,256}"), 16),
          "",
          "The audiences that tokens for this relay have, one of which must be in the claim aud;"
              + " without any no token is believed.");
  static final Setting<String> KEYS =
      named(
          "keys",
          SettingType.text(
              "an https or file URL; http only on this machine",
              Pattern.compile(
                  "|(https://|file:/|http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)[:/])[\\x21-\\x7e]{1,1000}")),
          "",
          "Where the issuer's key set (JWKS) is; it is kept and fetched again as token.keys-refresh"
              + " says.");
  static final Setting<String> USER_CLAIM =
      named(
          "user-claim",
          text("1 to 64 letters, digits, _ or -", "[A-Za-z0-9_-]{1,64}"),
          "email",
          "The claim that holds the login name of the account.");
  static final Setting<List<TokenAlgorithm>> ALGORITHMS =
      named(
          "algorithms",
          TokenAlgorithm.SOME,
          "RS256,PS256,ES256,EdDSA",
          "The signatures that are believed.");
  static final Setting<String> SCOPE =
      named(
          "scope",
          text(
              "up to 128 printable characters without quotes",
              "[\\x21\\x23-\\x5b\\x5d-\\x7e]{0,128}"),
          "",
          "A scope that tokens must have; empty: any will do.");
  static final Setting<Duration> CLOCK_SKEW =
      new Setting<>(
          "token.clock-skew",
          SettingType.duration(Duration.ZERO, Duration.ofMinutes(10)),
          "60s",
          "By how much the clock of an issuer may differ from ours.");
  static final Setting<Duration> KEYS_REFRESH =
      new Setting<>(
          "token.keys-refresh",
          SettingType.duration(SECOND, DAY),
          "1h",
          "After this time a key set is fetched anew.");
  static final Setting<Duration> KEYS_STALE_MAX =
      new Setting<>(
          "token.keys-stale-max",
          SettingType.duration(SECOND, Duration.ofDays(30)),
          "24h",
          "How long an old key set serves on while its issuer cannot be reached; then logins with"
              + " tokens are told to come back.");
  static final Setting<Duration> KEYS_RETRY =
      new Setting<>(
          "token.keys-retry",
          SettingType.duration(SECOND, Duration.ofHours(1)),
          "30s",
          "Least time between two fetches from one issuer, after a failure and for tokens with"
              + " unknown key ids.");
  static final Setting<Duration> KEYS_TIMEOUT =
      new Setting<>(
          "token.keys-timeout",
          SettingType.duration(SECOND, Duration.ofMinutes(1)),
          "5s",
          "The longest that one fetch of a key set may take.");
  static final Setting<Duration> KEYS_WAIT =
      new Setting<>(
          "token.keys-wait",
          SettingType.duration(Duration.ZERO, Duration.ofSeconds(30)),
          "3s",
          "How long a login waits for keys that are being fetched before the client is told to come"
              + " back.");

  public static final List<Setting<?>> ALL =
      List.of(
          ISSUER,
          AUDIENCE,
          KEYS,
          USER_CLAIM,
          ALGORITHMS,
          SCOPE,
          CLOCK_SKEW,
          KEYS_REFRESH,
          KEYS_STALE_MAX,
          KEYS_RETRY,
          KEYS_TIMEOUT,
          KEYS_WAIT);

  public TokenSettings {
    issuers = List.copyOf(issuers);
  }

  /**
   * @throws InvalidSetting also for an issuer without its claim, audience or keys, and for a claim
   *     given twice
   */
  public static TokenSettings from(Settings settings) {
    Set<String> names = new TreeSet<>();
    for (Setting<?> setting : ALL) {
      if (setting.isNamed()) {
        names.addAll(settings.names(setting));
      }
    }
    List<TokenIssuer> issuers = new ArrayList<>();
    Set<String> claims = new HashSet<>();
    for (String name : names) {
      TokenIssuer issuer = issuer(settings, name);
      if (!claims.add(issuer.issuer())) {
        throw new InvalidSetting(ISSUER.keyFor(name), issuer.issuer(), "is another issuer's too");
      }
      issuers.add(issuer);
    }
    return new TokenSettings(
        issuers,
        settings.get(CLOCK_SKEW),
        settings.get(KEYS_REFRESH),
        settings.get(KEYS_STALE_MAX),
        settings.get(KEYS_RETRY),
        settings.get(KEYS_TIMEOUT),
        settings.get(KEYS_WAIT));
  }

  private static TokenIssuer issuer(Settings settings, String name) {
    demand(!settings.get(ISSUER, name).isEmpty(), ISSUER, name);
    demand(!settings.get(AUDIENCE, name).isEmpty(), AUDIENCE, name);
    demand(!settings.get(KEYS, name).isEmpty(), KEYS, name);
    demand(!settings.get(ALGORITHMS, name).isEmpty(), ALGORITHMS, name);
    return new TokenIssuer(
        name,
        settings.get(ISSUER, name),
        settings.get(AUDIENCE, name),
        URI.create(settings.get(KEYS, name)),
        settings.get(USER_CLAIM, name),
        EnumSet.copyOf(settings.get(ALGORITHMS, name)),
        settings.get(SCOPE, name));
  }

  private static void demand(boolean given, Setting<?> setting, String name) {
    if (!given) {
      throw new InvalidSetting(setting.keyFor(name), "", "must be given for a token issuer");
    }
  }

  private static <T> Setting<T> named(
      String word, SettingType<T> type, String defaultText, String sentence) {
    return new Setting<>("token-issuer.*." + word, type, defaultText, sentence);
  }

  private static SettingType<String> text(String rule, String form) {
    return SettingType.text(rule, Pattern.compile(form));
  }
}
