package relay.ejb.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.ErasurePreview;
import relay.domain.privacy.ErasureState;
import relay.domain.privacy.Erasures;
import relay.domain.privacy.OpenMailRule;
import relay.domain.privacy.PersonalRecords;
import relay.domain.privacy.PersonalStore;
import relay.domain.view.ViewStatus;
import relay.ejb.database.Database;
import relay.ejb.view.OpenMails;

/**
 * Takes orders to forget an address, and has them carried out by every store, a step at a time; how
 * far each is stands in the database after each step.
 */
public final class ErasureDesk implements Erasures {
  private static final int SECRET_OCTETS = 32;
  // of the message view at the journal, which is up to date until the next one
  private static final Duration BETWEEN_TWO_LOOKS = Duration.ofSeconds(5);
  private final Database database;
  private final Iterable<PersonalStore> stores;
  private final OpenMails mails;
  private final ViewStatus view;
  private final ErasureWork work;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock busy = new ReentrantLock();

  /**
   * @param random a secure one
   */
  ErasureDesk(
      Database database,
      Iterable<PersonalStore> stores,
      OpenMails mails,
      ViewStatus view,
      ErasureWork work,
      InstantSource clock,
      RandomGenerator random) {
    this.database = database;
    this.stores = stores;
    this.mails = mails;
    this.view = view;
    this.work = work;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public ErasurePreview preview(EmailAddress address) {
    return preview(new ErasureOrder("", address, clock.instant(), "preview"));
  }

  private ErasurePreview preview(ErasureOrder order) {
    Map<String, Long> counts = new LinkedHashMap<>();
    stores.forEach(store -> counts.put(store.name(), store.count(order)));
    OpenMails.Found open = mails.open(order, OPEN_TOLD);
    return new ErasurePreview(
        PersonalRecords.nameOf(order.address()), counts, open.first(), open.count());
  }

  @Override
  public Answer request(EmailAddress address, OpenMailRule rule, Actor by) {
    Instant now = clock.instant();
    var order = new ErasureOrder(QueueId.next(now, random).text(), address, now, secret());
    String subject = PersonalRecords.nameOf(address);
    Optional<Erasure> begun =
        database.inTransaction(connection -> ErasureRows.unfinished(connection, subject));
    if (begun.isPresent()) {
      return new Answer.Taken(begun.get());
    }
    if (rule == OpenMailRule.REFUSE && mails.open(order, 0).count() > 0) {
      return new Answer.OpenMail(preview(order));
    }
    return new Answer.Taken(
        database.durably(
            connection -> {
              ErasureRows.insert(connection, order, by);
              work.record(connection, "privacy-erase", by, subject, now, List.of());
              return ErasureRows.find(connection, order.id()).orElseThrow();
            }));
  }

  private String secret() {
    byte[] octets = new byte[SECRET_OCTETS];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  @Override
  public List<Erasure> list(Optional<String> before, int max) {
    return database.inTransaction(connection -> ErasureRows.newest(connection, before, max));
  }

  @Override
  public Optional<Erasure> find(String id) {
    return database.inTransaction(connection -> ErasureRows.find(connection, id));
  }

  @Override
  public Farewell nodeIsGone(String node, Actor by) {
    if (node.equals(work.node())) {
      return new Farewell.Alive();
    }
    return work.leaveOut(node, stores, by, clock.instant())
        .<Farewell>map(Farewell.Done::new)
        .orElseGet(Farewell.Unknown::new);
  }

  @Override
  public void work() {
    if (!busy.tryLock()) {
      return;
    }
    try {
      for (ErasureRows.Unfinished erasure : database.inTransaction(ErasureRows::unfinished)) {
        goOn(erasure);
      }
    } finally {
      busy.unlock();
    }
  }

  private void goOn(ErasureRows.Unfinished erasure) {
    ErasureOrder order = erasure.order();
    Instant now = clock.instant();
    Duration unseen = view.lag().plus(BETWEEN_TWO_LOOKS);
    boolean isShown = unseen.compareTo(Duration.between(order.before(), now)) <= 0;
    if (!isShown || mails.isStirring(order, now.minus(work.quietTime()))) {
      state(order, ErasureState.WAITING);
      return;
    }
    state(order, ErasureState.RUNNING);
    boolean done = true;
    for (PersonalStore store : stores) {
      done &= work.forget(order, store);
    }
    if (done) {
      work.finish(erasure, stores, now);
    }
  }

  private void state(ErasureOrder order, ErasureState state) {
    database.inTransaction(
        connection -> {
          ErasureRows.state(connection, order.id(), state);
          return null;
        });
  }
}
