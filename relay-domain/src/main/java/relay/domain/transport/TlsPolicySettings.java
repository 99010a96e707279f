package relay.domain.transport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relay.domain.mail.DomainName;
import relay.domain.routing.DomainMap;
import relay.domain.routing.RoutingSettings;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What the operator demands of the connections to mail exchangers; the hosts of routes have a
 * setting of their own.
 *
 * @param domains rules for recipient domains
 * @param otherwise for all others
 */
public record TlsPolicySettings(DomainMap<TlsRule> domains, TlsRule otherwise) {
  private static final int NAMES_MAX = 100;

  static final Setting<TlsLevel> DEFAULT =
      new Setting<>(
          "tls-policy.default",
          SettingType.oneOf(TlsLevel.class),
          "auto",
          "How mail exchangers are spoken to whose domain has no rule of its own: auto is what the"
              + " domain publishes (DANE, else MTA-STS), else TLS where it is offered.");
  static final Setting<List<String>> DOMAINS =
      new Setting<>(
          "tls-policy.*.domains",
          RoutingSettings.DOMAIN_PATTERNS,
          "",
          "The recipient domains that a rule is for.");
  static final Setting<TlsLevel> LEVEL =
      new Setting<>(
          "tls-policy.*.level",
          SettingType.oneOf(TlsLevel.class),
          "verify",
          "What the rule demands: may encrypts where it is offered, encrypt always, verify with a"
              + " certificate for the host, secure with one for the names below, dane and mta-sts"
              + " with what the domain must publish.");
  static final Setting<List<String>> NAMES =
      new Setting<>(
          "tls-policy.*.names",
          SettingType.listOf(
              SettingType.of("a host name, or a dot and a domain", TlsPolicySettings::name),
              NAMES_MAX),
          "",
          "For secure: the names that a certificate may be for, with a leading dot all names below;"
              + " empty: the recipient domain and names below it.");

  public static final List<Setting<?>> ALL =
      Setting.whileRunning(List.of(DEFAULT, DOMAINS, LEVEL, NAMES));

  /**
   * Reads the rules.
   *
   * @throws InvalidSetting for a rule without domains, a domain with two rules, names where none
   *     are looked at
   */
  public static TlsPolicySettings from(Settings settings) {
    Set<String> names = settings.names(DOMAINS);
    for (Setting<?> other : List.of(LEVEL, NAMES)) {
      for (String name : settings.names(other)) {
        refuseUnless(
            names.contains(name), other.keyFor(name), "...", "needs " + DOMAINS.keyFor(name));
      }
    }
    Map<String, TlsRule> exact = new HashMap<>();
    Map<String, TlsRule> below = new HashMap<>();
    for (String name : names) {
      var rule = new TlsRule(name, settings.get(LEVEL, name), settings.get(NAMES, name));
      refuseUnless(
          rule.names().isEmpty() || rule.level() == TlsLevel.SECURE,
          NAMES.keyFor(name),
          String.join(",", rule.names()),
          "goes with " + LEVEL.keyFor(name) + " = secure only");
      for (String pattern : settings.get(DOMAINS, name)) {
        Object taken =
            pattern.startsWith("*.")
                ? below.put(pattern.substring(2), rule)
                : exact.put(pattern, rule);
        refuseUnless(taken == null, DOMAINS.keyFor(name), pattern, "has another rule already");
      }
    }
    return new TlsPolicySettings(
        new DomainMap<>(exact, below), new TlsRule("", settings.get(DEFAULT), List.of()));
  }

  /** The rule for a recipient domain or an address literal. */
  public TlsRule ruleFor(String domain) {
    return domains.find(domain).orElse(otherwise);
  }

  /** Key of the setting that decides for a rule. */
  public static String keyOf(TlsRule rule) {
    return rule.name().isEmpty() ? DEFAULT.key() : LEVEL.keyFor(rule.name());
  }

  private static String name(String text) {
    return text.startsWith(".")
        ? "." + DomainName.of(text.substring(1)).ascii()
        : DomainName.of(text).ascii();
  }

  private static void refuseUnless(boolean holds, String key, String value, String rule) {
    if (!holds) {
      throw new InvalidSetting(key, value, rule);
    }
  }
}
