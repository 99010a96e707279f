package relay.domain.migration;

import java.util.List;
import java.util.SortedMap;

/**
 * What a {@code shaping.toml} becomes here.
 *
 * @param lines each value of the file, in its order
 * @param settings texts by key, all of them live settings
 * @param sources limits by provider ({@code *}: all), by the name of the egress source
 */
public record ShapingPlan(
    List<ImportedLine> lines,
    SortedMap<String, String> settings,
    SortedMap<String, SortedMap<String, String>> sources) {
  public ShapingPlan {
    lines = List.copyOf(lines);
  }
}
