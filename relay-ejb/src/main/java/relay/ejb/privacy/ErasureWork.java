package relay.ejb.privacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.control.ControlJson;
import relay.domain.fault.FaultPoint;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore;
import relay.ejb.audit.AuditRows;
import relay.ejb.database.Database;

/** Lets the stores take their steps, and puts their progress and the end on record. */
final class ErasureWork {
  private final Database database;
  private final String node;
  private final Supplier<Duration> quietTime;
  private final FaultPoint faults;

  ErasureWork(Database database, String node, Supplier<Duration> quietTime, FaultPoint faults) {
    this.database = database;
    this.node = node;
    this.quietTime = quietTime;
    this.faults = faults;
  }

  /** Name of this node. */
  String node() {
    return node;
  }

  Duration quietTime() {
    return quietTime.get();
  }

  /** As far as the store can get now; whether nothing is left of its share. */
  boolean forget(ErasureOrder order, PersonalStore store) {
    String owner = store.isShared() ? "" : node;
    ErasureRows.Place place =
        database.inTransaction(
            connection -> ErasureRows.place(connection, order.id(), store.name(), owner));
    boolean waits = false;
    while (!place.finished() && !waits) {
      PersonalStore.Step step = store.forget(order, place.place());
      faults.reached(FaultPoint.ERASURE_STEP);
      waits = !step.finished() && step.place().equals(place.place());
      place =
          new ErasureRows.Place(place.changed() + step.changed(), step.place(), step.finished());
      save(order, store, owner, place);
    }
    return place.finished();
  }

  private void save(
      ErasureOrder order, PersonalStore store, String owner, ErasureRows.Place place) {
    database.durably(
        connection -> {
          ErasureRows.save(connection, order.id(), store.name(), owner, place);
          return null;
        });
  }

  /**
   * The end, once every other node has done its share, too. What all share is looked at once more:
   * another node may have told of mails late.
   */
  void finish(ErasureRows.Unfinished erasure, Iterable<PersonalStore> stores, Instant now) {
    ErasureOrder order = erasure.order();
    List<Erasure.Part> parts =
        database.inTransaction(connection -> ErasureRows.parts(connection, order.id()));
    for (String each : database.inTransaction(ErasureRows::nodes)) {
      for (PersonalStore store : stores) {
        boolean isDone =
            store.isShared()
                || parts.stream()
                    .anyMatch(
                        p ->
                            p.store().equals(store.name())
                                && p.node().equals(each)
                                && p.finished());
        if (!isDone) {
          return;
        }
      }
    }
    for (PersonalStore store : stores) {
      if (store.isShared() && !forgetAgain(order, store)) {
        return;
      }
    }
    database.durably(
        connection -> {
          if (ErasureRows.finish(connection, order.id(), now)) {
            List<Erasure.Part> done = ErasureRows.parts(connection, order.id());
            record(connection, "privacy-erased", erasure.by(), erasure.subject(), now, done);
          }
          return null;
        });
  }

  /** Nobody waits for this node any more; empty when there is none of this name. */
  Optional<List<String>> leaveOut(
      String gone, Iterable<PersonalStore> stores, Actor by, Instant now) {
    return database.durably(
        connection -> {
          boolean isKnown = ErasureRows.forgetNode(connection, gone);
          List<String> ids = new ArrayList<>();
          for (ErasureRows.Unfinished erasure : ErasureRows.unfinished(connection)) {
            String id = erasure.order().id();
            List<Erasure.Part> parts = ErasureRows.parts(connection, id);
            isKnown |= parts.stream().anyMatch(part -> part.node().equals(gone));
            if (isKnown && leaveOut(connection, id, parts, gone, stores)) {
              ids.add(id);
            }
          }
          if (!isKnown) {
            return Optional.empty();
          }
          record(connection, "privacy-node-gone", by, "node " + gone, now, List.of());
          return Optional.of(ids);
        });
  }

  private static boolean leaveOut(
      Connection connection,
      String id,
      List<Erasure.Part> parts,
      String gone,
      Iterable<PersonalStore> stores)
      throws SQLException {
    boolean isLeftOut = false;
    for (PersonalStore store : stores) {
      boolean isDone =
          parts.stream()
              .anyMatch(
                  p -> p.store().equals(store.name()) && p.node().equals(gone) && p.finished());
      if (!store.isShared() && !isDone) {
        ErasureRows.save(connection, id, store.name(), gone, ErasureRows.Place.GONE);
        isLeftOut = true;
      }
    }
    return isLeftOut;
  }

  private boolean forgetAgain(ErasureOrder order, PersonalStore store) {
    ErasureRows.Place before =
        database.inTransaction(
            connection -> ErasureRows.place(connection, order.id(), store.name(), ""));
    save(order, store, "", new ErasureRows.Place(before.changed(), "", false));
    return forget(order, store);
  }

  /** Adds to the audit: who, when, the hash of the address, and counts by store. */
  void record(
      Connection connection,
      String action,
      Actor by,
      String subject,
      Instant now,
      List<Erasure.Part> parts)
      throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    parts.forEach(part -> counts.merge(part.store(), part.changed(), Long::sum));
    var after = ControlJson.object();
    counts.forEach(after::add);
    parts.stream()
        .filter(Erasure.Part::gone)
        .map(Erasure.Part::node)
        .distinct()
        .reduce((one, other) -> one + " " + other)
        .ifPresent(gone -> after.add("without_nodes", gone));
    String text = parts.isEmpty() ? "" : after.build().toString();
    List<AuditEvent> events = new ArrayList<>();
    events.add(new AuditEvent(now, by, action, "", subject, "", text));
    AuditRows.add(connection, events);
  }
}
