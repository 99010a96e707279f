package relay.domain.administration;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.secret.SecretUnreadable;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/**
 * Where operators change settings while the relay runs. What the settings of this node would be
 * after a change is judged whole, by the rules of the start, before anything is kept. Thread-safe.
 */
public final class SettingsDesk {
  private static final long NO_VERSION = -1;
  private static final int ATTEMPTS_MAX = 5;
  private static final int TEXT_CHARS_MAX = 100_000;
  private final ControlStore store;
  private final CurrentConfiguration current;
  private final InstantSource clock;

  public SettingsDesk(ControlStore store, CurrentConfiguration current, InstantSource clock) {
    this.store = store;
    this.current = current;
    this.clock = clock;
  }

  /**
   * Changes some settings.
   *
   * @param wishes the texts by key; empty: again as the settings file says
   * @return a {@link ChangeResult.Refused} names the key and says what is wrong
   */
  public ChangeResult change(Map<String, Optional<String>> wishes, ChangeOrder order) {
    return change(
        order,
        before -> {
          SortedMap<String, String> next = new TreeMap<>(before.texts());
          for (Map.Entry<String, Optional<String>> wish : new TreeMap<>(wishes).entrySet()) {
            next.remove(wish.getKey());
            if (wish.getValue().isPresent()) {
              String text = wish.getValue().get();
              check(wish.getKey(), text);
              next.put(wish.getKey(), kept(wish.getKey(), text));
            }
          }
          return next;
        });
  }

  /** Makes a new version that is like an earlier one. */
  public ChangeResult rollback(long version, ChangeOrder order) {
    return change(
        order,
        before ->
            before
                .textsAt(version)
                .orElseThrow(
                    () ->
                        new InvalidField(
                            "version",
                            "must be from " + before.oldest() + " to " + before.version())));
  }

  private interface Step {
    SortedMap<String, String> next(LiveSettings before);
  }

  /** Judges against the newest there is, and again when somebody was faster. */
  private ChangeResult change(ChangeOrder order, Step step) {
    try {
      for (int i = 0; i < ATTEMPTS_MAX; i++) {
        LiveSettings before = newest();
        if (!order.expected().holdsFor(Optional.of(before))) {
          return new ChangeResult.Unexpected(Optional.of(before));
        }
        SortedMap<String, String> next = step.next(before);
        judge(next);
        Optional<ChangeResult> result = keep(before, next, order);
        if (result.isPresent()) {
          return result.get();
        }
      }
      return new ChangeResult.Refused(
          new Refusal.Conflict("others change the settings all the time; try again"));
    } catch (InvalidField e) {
      return new ChangeResult.Refused(new Refusal.Invalid(e.field(), e.rule()));
    }
  }

  /** Empty when somebody else was faster. */
  private Optional<ChangeResult> keep(
      LiveSettings before, SortedMap<String, String> next, ChangeOrder order) {
    Optional<ControlObject> known = Optional.of(before);
    if (next.equals(before.texts())) {
      return Optional.of(new ChangeResult.Done(known, known, Map.of()));
    }
    int most = current.get().control().settingsVersions();
    LiveSettings after = before.changed(next, clock.instant(), order.by().name(), most);
    ControlChange change =
        before.version() == 0 ? new ControlChange.Create(after) : new ControlChange.Replace(after);
    ControlOutcome outcome =
        order.trial() ? store.preview(List.of(change)) : store.apply(change, order.by());
    if (outcome instanceof ControlOutcome.Done done) {
      return Optional.of(new ChangeResult.Done(known, Optional.of(done.object()), Map.of()));
    }
    return Optional.empty();
  }

  /** As the database has it: the memory of this node may be a second behind. */
  private LiveSettings newest() {
    ControlOutcome outcome =
        store.preview(List.of(new ControlChange.Delete(LiveSettings.KEY, NO_VERSION)));
    return outcome instanceof ControlOutcome.Stale stale
        ? (LiveSettings) stale.current()
        : LiveSettings.NONE;
  }

  private void check(String key, String text) {
    Setting<?> setting =
        Settings.find(key, RelayConfiguration.declared())
            .orElseThrow(
                () ->
                    new InvalidField(
                        key, "is not a setting; GET /api/v1/settings lists all of them"));
    if (!setting.live()) {
      throw new InvalidField(
          key, "is read at start only; change it in the settings file and restart the relay");
    }
    if (current.boot().isFixed(key)) {
      throw new InvalidField(
          key,
          "is given by the variable "
              + Setting.environmentNameOf(key)
              + " of this node, which wins over every other place; take it out there");
    }
    if (text.length() > TEXT_CHARS_MAX) {
      throw new InvalidField(key, "must have at most " + TEXT_CHARS_MAX + " characters");
    }
  }

  private String kept(String key, String text) {
    return Setting.isSecret(key) && !text.isEmpty() ? current.sealed(key, text) : text;
  }

  private void judge(Map<String, String> next) {
    try {
      current.with(next);
    } catch (InvalidSetting e) {
      throw new InvalidField(e.key(), e.fault());
    } catch (SecretUnreadable e) {
      throw new InvalidField("master.keys", "cannot open what is kept: " + e.getMessage());
    }
  }
}
