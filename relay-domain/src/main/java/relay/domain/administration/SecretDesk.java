package relay.domain.administration;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.secret.SecretBox;
import relay.domain.secret.SecretUnreadable;
import relay.domain.secret.SecretVault;

/**
 * Where the master key is changed and what it sealed is sealed anew: DKIM keys, passwords of routes
 * and whatever other kinds keep, and what the history of the settings has of it. Each object is
 * changed by itself, so a crash in between leaves some sealed with the old key, which still opens
 * them; doing it again goes on from there. Thread-safe.
 */
public final class SecretDesk {
  private static final int PASSES_MAX = 5;
  private static final long ANY_VERSION = -1;
  private final ControlStore store;
  private final ControlSource source;
  private final ControlKinds kinds;
  private final Supplier<SecretVault> vault;
  private final AuditLog audit;
  private final InstantSource clock;

  /**
   * @param vault asked for when it is needed: a relay without secrets needs no master key
   */
  public SecretDesk(
      ControlStore store,
      ControlSource source,
      ControlKinds kinds,
      Supplier<SecretVault> vault,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.source = source;
    this.kinds = kinds;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How the secrets are sealed, as this node knows them.
   *
   * @param newestKey id of the master key that seals
   * @param sealed objects with a secret in them
   * @param outdated those of them that an older key sealed, at least in part
   * @param unreadable names of those that no key opens, at least in part
   */
  public record Standing(String newestKey, int sealed, int outdated, List<String> unreadable) {
    public Standing {
      unreadable = List.copyOf(unreadable);
    }
  }

  /** How the secrets are sealed now. */
  public Standing standing() {
    SecretVault keys = vault.get();
    int sealed = 0;
    int outdated = 0;
    List<String> unreadable = new ArrayList<>();
    for (ControlObject object : source.state().all()) {
      Sealing sealing = sealing(object, keys.box());
      sealed += sealing.secrets() > 0 ? 1 : 0;
      outdated += sealing.renewed().isPresent() ? 1 : 0;
      if (sealing.isUnreadable()) {
        unreadable.add(object.key().toString());
      }
    }
    return new Standing(keys.newestKey(), sealed, outdated, unreadable);
  }

  /**
   * Makes a new master key and seals everything with it. It is in the audit before it is done.
   *
   * @throws IllegalStateException when the keys come from a setting
   */
  public Standing rotate(Actor by) {
    SecretVault keys = vault.get();
    keys.mayRotate();
    note("rotate", "key " + keys.newestKey(), "", by);
    String made = keys.rotate();
    note("rotated", "", "key " + made, by);
    return reseal(by);
  }

  /** Seals with the newest key what an older one sealed; what no key opens stays as it is. */
  public Standing reseal(Actor by) {
    // what somebody else changed meanwhile has its turn in the next pass
    int missed = resealOnce(by);
    for (int pass = 1; pass < PASSES_MAX && missed > 0; pass++) {
      missed = resealOnce(by);
    }
    return standing();
  }

  /** How many objects somebody else changed meanwhile. */
  private int resealOnce(Actor by) {
    SecretBox box = vault.get().box();
    int missed = 0;
    for (ControlObject object : source.state().all()) {
      if (sealing(object, box).renewed().isPresent()) {
        ControlObject newest = newest(object);
        Optional<ControlObject> renewed = sealing(newest, box).renewed();
        boolean failed =
            renewed.isPresent()
                && !(store.apply(new ControlChange.Replace(renewed.get()), by)
                    instanceof ControlOutcome.Done);
        missed += failed ? 1 : 0;
      }
    }
    return missed;
  }

  /** As the database has it: the memory of this node may be a second behind. */
  private ControlObject newest(ControlObject known) {
    ControlChange never = new ControlChange.Delete(known.key(), ANY_VERSION);
    return store.preview(List.of(never)) instanceof ControlOutcome.Stale stale
        ? stale.current()
        : known;
  }

  private void note(String action, String before, String after, Actor by) {
    audit.record(new AuditEvent(clock.instant(), by, action, "", "master-key", before, after));
  }

  /**
   * What of an object is sealed.
   *
   * @param secrets how many
   * @param renewed the object sealed with the newest key; empty when there is nothing to do
   */
  private record Sealing(int secrets, boolean isUnreadable, Optional<ControlObject> renewed) {}

  private Sealing sealing(ControlObject object, SecretBox box) {
    Renewal renewal = new Renewal(box);
    ControlObject renewed = kinds.resealed(object, renewal::of);
    return new Sealing(
        renewal.secrets,
        renewal.isUnreadable,
        renewed.equals(object) ? Optional.empty() : Optional.of(renewed));
  }

  /** Renews one text after the other, and counts. */
  private static final class Renewal {
    private final SecretBox box;
    private int secrets;
    private boolean isUnreadable;

    Renewal(SecretBox box) {
      this.box = box;
    }

    String of(String sealed, String place) {
      secrets++;
      try {
        return box.renewed(sealed, place);
      } catch (SecretUnreadable e) {
        isUnreadable = true;
        return sealed;
      }
    }
  }
}
