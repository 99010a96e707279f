package relay.domain.onboarding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.DomainName;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What sending domains are to publish for this relay.
 *
 * @param spfInclude the domain whose SPF record lists the addresses that mail leaves from; empty:
 *     the host name of the node is named instead
 * @param returnPathHost what a domain's name for bounces points at; empty: bounces go to the domain
 *     itself
 * @param returnPathLabel the first label of the name for bounces
 * @param patience for all questions about one domain together
 */
public record OnboardingSettings(
    Optional<DomainName> spfInclude,
    Optional<DomainName> returnPathHost,
    String returnPathLabel,
    Duration patience) {
  private static final String DOMAIN_OR_EMPTY = "a domain name, or empty";

  static final Setting<Optional<DomainName>> SPF_INCLUDE =
      new Setting<>(
          "onboarding.spf-include",
          SettingType.of(DOMAIN_OR_EMPTY, OnboardingSettings::domain),
          "",
          "The domain whose SPF record lists the addresses that mail leaves from; sending domains"
              + " are asked to include it; empty: they are asked for a:node.host-name.");
  static final Setting<Optional<DomainName>> RETURN_PATH_HOST =
      new Setting<>(
          "onboarding.return-path-host",
          SettingType.of(DOMAIN_OR_EMPTY, OnboardingSettings::domain),
          "",
          "The host that sending domains are asked to point their name for bounces at, by CNAME or"
              + " MX; empty: bounces go to the mail server of the domain.");
  static final Setting<DomainName> RETURN_PATH_LABEL =
      new Setting<>(
          "onboarding.return-path-label",
          SettingType.of("one label of a domain name", OnboardingSettings::label),
          "bounce",
          "The first label of the name for bounces, before the sending domain.");
  static final Setting<Duration> PATIENCE =
      new Setting<>(
          "onboarding.patience",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "20s",
          "How long the look at all DNS records of a domain may take; what was not asked for by"
              + " then is shown as unknown.");

  public static final List<Setting<?>> ALL =
      List.of(SPF_INCLUDE, RETURN_PATH_HOST, RETURN_PATH_LABEL, PATIENCE);

  public static OnboardingSettings from(Settings settings) {
    return new OnboardingSettings(
        settings.get(SPF_INCLUDE),
        settings.get(RETURN_PATH_HOST),
        settings.get(RETURN_PATH_LABEL).ascii(),
        settings.get(PATIENCE));
  }

  private static Optional<DomainName> domain(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(DomainName.of(text));
  }

  private static DomainName label(String text) {
    if (text.indexOf('.') >= 0) {
      throw new IllegalArgumentException("more than one label");
    }
    return DomainName.of(text);
  }
}
