package relay.domain.audit;

import java.util.ArrayList;
import java.util.List;

/** The audit in memory, for tests: the real chain, no database. */
public final class InMemoryAuditLog implements AuditLog {
  private final List<AuditEntry> entries = new ArrayList<>();
  private boolean down;

  /** As if the database could not be reached, or could again. */
  public synchronized void setDown(boolean isDown) {
    down = isDown;
  }

  /** Somebody changes a row behind the relay's back. */
  public synchronized void tamper(int index, AuditEvent other) {
    AuditEntry entry = entries.get(index);
    entries.set(index, new AuditEntry(entry.number(), other, entry.hash()));
  }

  @Override
  public synchronized void record(AuditEvent event) {
    check();
    AuditEntry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
    entries.add(
        last == null
            ? AuditEntry.after(0, "", event)
            : AuditEntry.after(last.number(), last.hash(), event));
  }

  @Override
  public synchronized List<AuditEntry> find(AuditQuery query) {
    check();
    List<AuditEntry> found = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0 && found.size() < query.limit(); i--) {
      AuditEntry entry = entries.get(i);
      AuditEvent event = entry.event();
      boolean fits =
          query.before().map(b -> entry.number() < b).orElse(true)
              && query.tenant().map(event.tenant()::equals).orElse(true)
              && query.subject().map(event.subject()::equals).orElse(true)
              && query.actor().map(event.actor().name()::equals).orElse(true);
      if (fits) {
        found.add(entry);
      }
    }
    return found;
  }

  @Override
  public synchronized List<AuditEntry> from(long number, int max) {
    check();
    return entries.stream().filter(e -> e.number() >= number).limit(max).toList();
  }

  @Override
  public synchronized AuditVerdict verify() {
    check();
    AuditChain chain = new AuditChain();
    entries.forEach(chain::add);
    AuditEntry last = entries.get(entries.size() - 1);
    return chain.end(last.number(), last.hash());
  }

  private void check() {
    if (down) {
      throw new AuditUnavailable("the test made the database unreachable", null);
    }
  }
}
