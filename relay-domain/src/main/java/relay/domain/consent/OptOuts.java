package relay.domain.consent;

import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionDesk.Listed;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Stream;

/**
 * Keeps the suppression list in step with what people choose. Touches what they asked for
 * themselves, and nothing that bounces, complaints or the tenant put there. What it did is durable,
 * and in force on this node, when a method returns. Every method throws {@link
 * relay.domain.suppression.SuppressionsUnavailable} while the database cannot be used. Thread-safe.
 */
public final class OptOuts {
  private static final int ENTRIES_MAX = 200;
  private final SuppressionDesk list;
  private final CurrentTenancy tenancy;
  private final BiFunction<String, String, Set<String>> listsIn;
  private final InstantSource clock;

  /**
   * @param listsIn whose mail goes out in a stream, by tenant and stream
   */
  public OptOuts(
      SuppressionDesk list,
      CurrentTenancy tenancy,
      BiFunction<String, String, Set<String>> listsIn,
      InstantSource clock) {
    this.list = list;
    this.tenancy = tenancy;
    this.listsIn = listsIn;
    this.clock = clock;
  }

  /** No bulk mail of the tenant goes to the address from now on, whatever stream it is of. */
  public void leave(String tenant, EmailAddress address, Actor by) {
    SuppressionScope bulk = SuppressionScope.ofBulk(tenant);
    // one of another reason stays: it holds back as well, and must not go when he comes back
    if (entries(tenant, address).stream().noneMatch(e -> e.suppression().scope().equals(bulk))) {
      list.put(
          new Suppression(
              Optional.of(SuppressionSubject.of(address)),
              bulk,
              SuppressionReason.UNSUBSCRIBED,
              Suppression.Evidence.note("turned everything off on the preference page"),
              by.name(),
              clock.instant(),
              Optional.empty()),
          by);
    }
  }

  /**
   * Takes back what would hold mail of these lists back because the owner unsubscribed: from all
   * bulk mail, from a stream in which it goes out, or from a bulk stream of which nobody knows any
   * list. A stream that other lists alone go out in stays left.
   */
  public void comeBack(String tenant, EmailAddress address, Set<String> lists, Actor by) {
    ownWishes(tenant, address, lists).forEach(entry -> list.remove(entry.id(), by));
  }

  /** Whether some of what {@link #comeBack} would take back is there. */
  public boolean isAnyLeft(String tenant, EmailAddress address, Set<String> lists) {
    return !ownWishes(tenant, address, lists).isEmpty();
  }

  private List<Listed> ownWishes(String tenant, EmailAddress address, Set<String> lists) {
    return entries(tenant, address).stream()
        .filter(entry -> entry.suppression().reason() == SuppressionReason.UNSUBSCRIBED)
        .filter(entry -> concerns(lists, tenant, entry.suppression().scope().stream()))
        .toList();
  }

  private boolean concerns(Set<String> lists, String tenant, String stream) {
    if (stream.equals(SuppressionScope.BULK)) {
      return true;
    }
    boolean isBulk =
        tenancy.get().stream(tenant, stream)
            .map(Stream::lane)
            .filter(Lane.BULK::equals)
            .isPresent();
    Set<String> sent = listsIn.apply(tenant, stream);
    return isBulk && (sent.isEmpty() || !Collections.disjoint(sent, lists));
  }

  private List<Listed> entries(String tenant, EmailAddress address) {
    SuppressionFilter his = SuppressionFilter.of(SuppressionSubject.of(address)).of(tenant);
    return list.list(his, Optional.empty(), ENTRIES_MAX).entries();
  }
}
