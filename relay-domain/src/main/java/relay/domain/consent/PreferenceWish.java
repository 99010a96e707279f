package relay.domain.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.contacts.ContactFrequency;

/**
 * What somebody says on the preference page.
 *
 * @param shown ids of the lists that were on the page: others stay as they are
 * @param on those of them that he wants
 * @param frequency empty: as before
 * @param isAllOff whether he wants nothing at all, whatever else he says
 */
public record PreferenceWish(
    Set<String> shown, Set<String> on, Optional<ContactFrequency> frequency, boolean isAllOff) {
  /** Names of the form. */
  public static final String SHOWN = "shown";

  public static final String ON = "on";
  public static final String FREQUENCY = "frequency";
  public static final String ACTION = "action";

  /** What the buttons say. */
  public static final String SAVE = "save";

  public static final String ALL_OFF = "all-off";

  public PreferenceWish {
    shown = Set.copyOf(shown);
    on = Set.copyOf(on);
  }

  /** What a form says; empty when it is not the one of the page. */
  public static Optional<PreferenceWish> read(Map<String, List<String>> form) {
    List<String> actions = form.getOrDefault(ACTION, List.of());
    if (actions.equals(List.of(ALL_OFF))) {
      return Optional.of(new PreferenceWish(Set.of(), Set.of(), Optional.empty(), true));
    }
    List<String> often = new ArrayList<>(form.getOrDefault(FREQUENCY, List.of()));
    if (!actions.equals(List.of(SAVE)) || often.size() > 1) {
      return Optional.empty();
    }
    Optional<ContactFrequency> frequency =
        often.stream().findFirst().flatMap(ContactFrequency::labelled);
    if (!often.isEmpty() && frequency.isEmpty()) {
      return Optional.empty();
    }
    Set<String> shown = new TreeSet<>(form.getOrDefault(SHOWN, List.of()));
    Set<String> on = new TreeSet<>(form.getOrDefault(ON, List.of()));
    return shown.containsAll(on)
        ? Optional.of(new PreferenceWish(shown, on, frequency, false))
        : Optional.empty();
  }
}
