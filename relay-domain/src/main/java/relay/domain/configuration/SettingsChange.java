package relay.domain.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one version of the live settings changed.
 *
 * @param version that it made
 * @param by who changed it
 */
public record SettingsChange(long version, Instant at, String by, List<Difference> differences) {
  public SettingsChange {
    differences = List.copyOf(differences);
  }

  /**
   * One key of it.
   *
   * @param before empty: was as the settings file says
   * @param after empty: is as the settings file says
   */
  public record Difference(String key, Optional<String> before, Optional<String> after) {}

  void undo(Map<String, String> texts) {
    for (Difference each : differences) {
      if (each.before().isPresent()) {
        texts.put(each.key(), each.before().get());
      } else {
        texts.remove(each.key());
      }
    }
  }
}
