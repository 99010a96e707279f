package relay.domain.verification;

import java.time.Duration;
import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What checks of other people's mail may cost.
 *
 * @param spfVoidLookupsMax questions of one SPF check that may find nothing (RFC 7208 4.6.4)
 * @param spfPatience for one SPF check; then it is a temperror
 * @param receiver the host that checks, {@code %{r}} in explanations of SPF
 */
public record VerificationSettings(int spfVoidLookupsMax, Duration spfPatience, String receiver) {

  static final Setting<Integer> SPF_VOID_LOOKUPS_MAX =
      new Setting<>(
          "verification.spf-void-lookups-max",
          SettingType.integer(0, 10),
          "2",
          "How many questions of one SPF check may find nothing; one more is a permerror.");
  static final Setting<Duration> SPF_PATIENCE =
      new Setting<>(
          "verification.spf-patience",
          SettingType.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "20s",
          "How long one SPF check may take; after that it ends as temperror.");

  public static final List<Setting<?>> ALL = List.of(SPF_VOID_LOOKUPS_MAX, SPF_PATIENCE);

  /** The settings of a node. */
  public static VerificationSettings from(Settings settings, String hostName) {
    return new VerificationSettings(
        settings.get(SPF_VOID_LOOKUPS_MAX), settings.get(SPF_PATIENCE), hostName);
  }
}
