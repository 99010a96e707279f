package relay.domain.reception;

import java.util.HashMap;
import java.util.Map;
import relay.domain.settings.Settings;

/** Reception settings from texts, as an operator writes them; what is not given is the default. */
public final class ReceptionSettingsFixture {
  private final Map<String, String> texts = new HashMap<>();

  private ReceptionSettingsFixture() {}

  public static ReceptionSettingsFixture settings() {
    return new ReceptionSettingsFixture();
  }

  /** {@code key} without {@code reception.}. */
  public ReceptionSettingsFixture with(String key, String value) {
    texts.put("reception." + key, value);
    return this;
  }

  public ReceptionSettings build() {
    return ReceptionSettings.from(Settings.of(ReceptionSettings.ALL, texts, Map.of()));
  }
}
