package relay.domain.figures;

import java.util.List;
import relay.domain.settings.Setting;
import relay.domain.settings.SettingType;
import relay.domain.settings.Settings;

/**
 * What is counted.
 *
 * @param domainsMax recipient domains with a row of their own
 */
public record FiguresSettings(int domainsMax) {
  static final Setting<Integer> DOMAINS_MAX =
      new Setting<>(
          "figures.domains-max",
          SettingType.integer(1, 10_000),
          "200",
          "How many of the busiest recipient domains are counted one by one.");

  public static final List<Setting<?>> ALL = List.of(DOMAINS_MAX);

  public static FiguresSettings from(Settings settings) {
    return new FiguresSettings(settings.get(DOMAINS_MAX));
  }
}
