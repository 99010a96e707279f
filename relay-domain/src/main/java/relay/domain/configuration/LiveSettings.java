package relay.domain.configuration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.settings.Setting;

/**
 * The settings that were changed while the relay ran: they hold on every node in the place of its
 * settings file. One object for all, so that what belongs together changes at once. Immutable.
 *
 * @param version 0 while nothing was ever changed
 * @param texts by key, secrets sealed
 * @param history what each version changed, the newest last; bounded
 */
public record LiveSettings(
    long version, SortedMap<String, String> texts, List<SettingsChange> history)
    implements ControlObject {
  static final String KIND = "settings";

  /** Its key; there is only one. */
  public static final ControlKey KEY = new ControlKey(KIND, "", "live");

  /** Nothing was ever changed. */
  public static final LiveSettings NONE = new LiveSettings(0, new TreeMap<>(), List.of());

  public LiveSettings {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    history = List.copyOf(history);
  }

  @Override
  public ControlKey key() {
    return KEY;
  }

  @Override
  public LiveSettings withVersion(long other) {
    return new LiveSettings(other, texts, history);
  }

  /**
   * The next version; its number is given by the store.
   *
   * @param most how many versions are remembered
   */
  public LiveSettings changed(Map<String, String> next, Instant at, String by, int most) {
    List<SettingsChange> longer = new ArrayList<>(history);
    longer.add(new SettingsChange(version + 1, at, by, differences(texts, next)));
    return new LiveSettings(
        version,
        new TreeMap<>(next),
        longer.subList(Math.max(0, longer.size() - most), longer.size()));
  }

  /** The texts of a version; empty for one that is not remembered, or not there yet. */
  public Optional<SortedMap<String, String>> textsAt(long wanted) {
    if (wanted > version || wanted < oldest()) {
      return Optional.empty();
    }
    SortedMap<String, String> then = new TreeMap<>(texts);
    for (int i = history.size() - 1; i >= 0 && history.get(i).version() > wanted; i--) {
      history.get(i).undo(then);
    }
    return Optional.of(then);
  }

  /** The oldest version that can be shown and gone back to. */
  public long oldest() {
    return history.isEmpty() ? version : history.get(0).version() - 1;
  }

  /** What a secret of this key is sealed to: elsewhere it cannot be opened. */
  static String place(String key) {
    return KIND + " " + key;
  }

  /**
   * With all secrets sealed anew, those of the history too, so that it can be gone back to.
   *
   * @param renewal gives the new text of a sealed text and its place
   */
  public LiveSettings resealed(BinaryOperator<String> renewal) {
    SortedMap<String, String> next = new TreeMap<>(texts);
    next.replaceAll((key, text) -> resealed(key, text, renewal));
    return new LiveSettings(
        version,
        next,
        history.stream()
            .map(
                change ->
                    new SettingsChange(
                        change.version(),
                        change.at(),
                        change.by(),
                        change.differences().stream()
                            .map(each -> resealed(each, renewal))
                            .toList()))
            .toList());
  }

  private static SettingsChange.Difference resealed(
      SettingsChange.Difference each, BinaryOperator<String> renewal) {
    return new SettingsChange.Difference(
        each.key(),
        each.before().map(text -> resealed(each.key(), text, renewal)),
        each.after().map(text -> resealed(each.key(), text, renewal)));
  }

  private static String resealed(String key, String text, BinaryOperator<String> renewal) {
    return Setting.isSecret(key) && !text.isEmpty() ? renewal.apply(text, place(key)) : text;
  }

  /** What must change to come from one to the other, in the order of keys. */
  public static List<SettingsChange.Difference> differences(
      Map<String, String> from, Map<String, String> to) {
    var keys = new TreeSet<>(from.keySet());
    keys.addAll(to.keySet());
    List<SettingsChange.Difference> differences = new ArrayList<>();
    for (String key : keys) {
      Optional<String> before = Optional.ofNullable(from.get(key));
      Optional<String> after = Optional.ofNullable(to.get(key));
      if (!before.equals(after)) {
        differences.add(new SettingsChange.Difference(key, before, after));
      }
    }
    return differences;
  }
}
