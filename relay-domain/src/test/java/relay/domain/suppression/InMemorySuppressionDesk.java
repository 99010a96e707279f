package relay.domain.suppression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.Suppression.Evidence;

/** A list that lives in memory, with the book that comes of it. */
public final class InMemorySuppressionDesk
    implements SuppressionDesk, Suppressions, SuppressionMemory {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  public final List<String> audit = new ArrayList<>();
  public boolean isDatabaseDown;
  private final SuppressionHash hash = new SuppressionHash(new byte[16]);
  private final SuppressionBook book = new SuppressionBook(hash, new SuppressionTable());
  private final Map<String, Listed> entries = new LinkedHashMap<>();

  @Override
  public SuppressionBook current() {
    return book.isEmpty() ? SuppressionBook.EMPTY : book;
  }

  @Override
  public boolean holds(
      SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason, Instant now) {
    return book.holds(subject, scope, reason, now);
  }

  @Override
  public void hold(SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason) {
    suppress(subject.text(), scope, reason);
  }

  /** Puts an entry without an end. */
  public String suppress(String subject, SuppressionScope scope, SuppressionReason reason) {
    return suppress(subject, scope, reason, Optional.empty());
  }

  public String suppress(
      String subject, SuppressionScope scope, SuppressionReason reason, Optional<Instant> end) {
    Suppression entry =
        new Suppression(
            Optional.of(SuppressionSubject.parse(subject)),
            scope,
            reason,
            Evidence.NONE,
            "test",
            NOON,
            end);
    return put(entry, new Actor("test", "here")).id();
  }

  /** For the rules of the settings alone. */
  public SuppressionDoor door(SuppressionSettings settings) {
    return new SuppressionDoor(
        this,
        new SuppressionRules(() -> settings, () -> relay.domain.control.ControlState.EMPTY),
        () -> NOON);
  }

  @Override
  public Page list(SuppressionFilter filter, Optional<String> cursor, int most) {
    List<Listed> all = found(filter);
    int from = cursor.map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + most);
    return new Page(
        all.subList(from, to), to < all.size() ? Optional.of("" + to) : Optional.empty());
  }

  @Override
  public Optional<Listed> find(String id) {
    check();
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public Listed put(Suppression suppression, Actor by) {
    putAll(List.of(suppression));
    String id = hash.of(suppression.subject().orElseThrow(), suppression.scope()).toString();
    audit.add("put " + id + " by " + by.name());
    return entries.get(id);
  }

  @Override
  public Count putAll(List<Suppression> some) {
    check();
    long added = 0;
    for (Suppression each : some) {
      var name = hash.of(each.subject().orElseThrow(), each.scope());
      book.put(name, each.reason(), each.expiresAt());
      Listed listed = new Listed(name.toString(), each);
      added += entries.put(name.toString(), listed) == null ? 1 : 0;
    }
    return new Count(added, some.size() - added);
  }

  @Override
  public Optional<Listed> remove(String id, Actor by) {
    Optional<Listed> before = find(id);
    entries.remove(id);
    book.remove(SuppressionHash.Name.parse(id));
    audit.add("remove " + id + " by " + by.name());
    return before;
  }

  @Override
  public long count(SuppressionFilter filter) {
    return found(filter).size();
  }

  @Override
  public long removeAll(SuppressionFilter filter, Actor by) {
    List<Listed> all = found(filter);
    all.forEach(e -> remove(e.id(), by));
    return all.size();
  }

  @Override
  public void export(SuppressionFilter filter, Consumer<Listed> sink) {
    found(filter).forEach(sink);
  }

  @Override
  public void endImport(String tenant, Count count, Actor by) {
    audit.add("import " + count.added() + " of '" + tenant + "' by " + by.name());
  }

  private List<Listed> found(SuppressionFilter filter) {
    check();
    Predicate<Listed> meant =
        listed -> {
          Suppression entry = listed.suppression();
          return is(filter.tenant(), entry.scope().tenant())
              && is(filter.stream(), entry.scope().stream())
              && is(filter.subject(), entry.subject().orElse(null))
              && is(filter.domain(), entry.subject().map(SuppressionSubject::domain).orElse(""))
              && is(filter.reason(), entry.reason())
              && is(filter.replyClass(), entry.evidence().replyClass())
              && is(filter.provider(), entry.evidence().provider())
              && filter.from().map(from -> !entry.createdAt().isBefore(from)).orElse(true)
              && filter.to().map(entry.createdAt()::isBefore).orElse(true);
        };
    return entries.values().stream().filter(meant).toList();
  }

  private static <T> boolean is(Optional<T> wanted, T there) {
    return wanted.map(w -> w.equals(there)).orElse(true);
  }

  private void check() {
    if (isDatabaseDown) {
      throw new SuppressionsUnavailable("the database is down", null);
    }
  }

  /** A recipient of this name. */
  public static EmailAddress address(String text) {
    return EmailAddress.parse(text);
  }
}
