package relay.domain.configuration;

import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.secret.SecretUnreadable;
import relay.domain.secret.SecretVault;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Setting;
import relay.domain.settings.Settings;

/**
 * The settings as they hold now: environment before live settings before file before default. Made
 * anew by whoever first asks after a change; costs two field reads otherwise. Thread-safe.
 *
 * <p>Live settings that this node cannot use, because its own file does not go with them or the key
 * of a secret is missing, do not hold: the newest version before them that it can use does, and
 * {@link #trouble} says why.
 */
public final class CurrentConfiguration {
  private static final Logger LOG = System.getLogger(CurrentConfiguration.class.getName());
  private static final int VERSIONS_TRIED_MAX = 20;
  private final BootSettings boot;
  private final ControlSource source;
  private final Supplier<SecretVault> vault;
  private volatile Known known;

  private record Known(
      ControlState state,
      LiveSettings live,
      Map<String, String> texts,
      RelayConfiguration configuration,
      Optional<String> trouble) {}

  /**
   * @param vault asked for when there is a secret among the live settings
   * @throws InvalidSetting when file and environment cannot be used
   */
  public CurrentConfiguration(
      BootSettings boot, ControlSource source, Supplier<SecretVault> vault) {
    this.boot = boot;
    this.source = source;
    this.vault = vault;
    this.known =
        new Known(
            ControlState.EMPTY, LiveSettings.NONE, Map.of(), boot.with(Map.of()), Optional.empty());
  }

  /**
   * Of file and environment alone.
   *
   * @throws InvalidSetting when they cannot be used
   */
  public static CurrentConfiguration of(BootSettings boot) {
    return new CurrentConfiguration(
        boot,
        () -> ControlState.EMPTY,
        () -> {
          throw new IllegalStateException("nothing is sealed in a settings file");
        });
  }

  public RelayConfiguration get() {
    return known().configuration();
  }

  /** The live settings as this node knows them, whether it could use them or not. */
  public LiveSettings live() {
    return known().live();
  }

  /** The live settings that hold on this node; secrets sealed. */
  public Map<String, String> inForce() {
    return known().texts();
  }

  /** Why the live settings do not hold on this node; empty: they do. */
  public Optional<String> trouble() {
    return known().trouble();
  }

  /** File and environment of this node. */
  public BootSettings boot() {
    return boot;
  }

  /**
   * What the settings would be with these live ones.
   *
   * @param live secrets sealed
   * @throws InvalidSetting naming key, value and rule
   * @throws SecretUnreadable when a secret cannot be opened on this node
   */
  public RelayConfiguration with(Map<String, String> live) {
    return boot.with(opened(live));
  }

  /** A secret as it is kept, bound to its key. */
  public String sealed(String key, String text) {
    return vault.get().box().seal(text.getBytes(StandardCharsets.UTF_8), LiveSettings.place(key));
  }

  private Known known() {
    Known now = known;
    ControlState state = source.state();
    return now.state() == state ? now : refreshed(state);
  }

  private synchronized Known refreshed(ControlState state) {
    if (known.state() == state) {
      return known;
    }
    LiveSettings live =
        state.find(LiveSettings.KEY).map(LiveSettings.class::cast).orElse(LiveSettings.NONE);
    known =
        live.equals(known.live())
            ? new Known(state, live, known.texts(), known.configuration(), known.trouble())
            : made(state, live);
    return known;
  }

  private Known made(ControlState state, LiveSettings live) {
    try {
      return new Known(state, live, live.texts(), with(live.texts()), Optional.empty());
    } catch (InvalidSetting | SecretUnreadable e) {
      LOG.log(
          Logger.Level.ERROR,
          "version {0} of the live settings does not hold on this node, one before does: {1}",
          live.version(),
          e.getMessage());
      return before(state, live, e.getMessage());
    }
  }

  /** With the newest version that can be used here; also after a start, which has seen none. */
  private Known before(ControlState state, LiveSettings live, String trouble) {
    long oldest = Math.max(live.oldest(), live.version() - VERSIONS_TRIED_MAX);
    for (long version = live.version() - 1; version >= oldest; version--) {
      Map<String, String> texts = live.textsAt(version).orElseThrow();
      try {
        return new Known(state, live, texts, with(texts), Optional.of(trouble));
      } catch (InvalidSetting | SecretUnreadable e) {
        LOG.log(Logger.Level.DEBUG, "nor does version " + version + ": " + e.getMessage());
      }
    }
    return new Known(state, live, known.texts(), known.configuration(), Optional.of(trouble));
  }

  /** Without keys that this version does not know, or reads at start only. */
  private Map<String, String> opened(Map<String, String> live) {
    Map<String, String> opened = new HashMap<>();
    live.forEach(
        (key, text) -> {
          if (Settings.find(key, RelayConfiguration.declared()).filter(Setting::live).isPresent()) {
            opened.put(key, Setting.isSecret(key) ? open(key, text) : text);
          }
        });
    return opened;
  }

  private String open(String key, String text) {
    return text.isEmpty()
        ? text
        : new String(vault.get().box().open(text, LiveSettings.place(key)), StandardCharsets.UTF_8);
  }
}
