package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.ConsentSource.API;
import static relay.domain.contacts.ConsentSource.FORM;
import static relay.domain.contacts.ConsentSource.PREFERENCES;
import static relay.domain.contacts.ConsentState.CONFIRMED;
import static relay.domain.contacts.ConsentState.PENDING;
import static relay.domain.contacts.ConsentState.UNSUBSCRIBED;
import static relay.domain.contacts.Contacts.ASKING;
import static relay.domain.contacts.Contacts.WEEKLY;
import static relay.domain.contacts.Contacts.consent;
import static relay.ejb.contacts.ContactNode.AL;
import static relay.ejb.contacts.ContactNode.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.consent.Confirmation;
import relay.domain.consent.Confirmations.Order;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactList;
import relay.domain.privacy.ErasureOrder;
import relay.ejb.database.Database;

/** What mails that ask to confirm promise, on every database. */
interface ConfirmationContract {
  Duration HOLD = Duration.ofMinutes(10);

  /** Open, with empty tables. */
  Database database();

  private static ContactNode node(Database database) {
    var node = new ContactNode(database);
    node.declare(ASKING);
    return node;
  }

  private static void pending(ContactNode node, Contact contact, ConsentSource source) {
    node.desk.consent("acme", contact.id(), ASKING, consent(ASKING, CONFIRMED, source), AL);
  }

  private static Confirmation kept(Confirmation order, Optional<Instant> due, String problem) {
    return new Confirmation(
        order.id(),
        order.tenant(),
        order.contact(),
        order.list(),
        order.askedAt(),
        due,
        due.isEmpty() ? Optional.of(NOON) : Optional.empty(),
        due.isEmpty() ? "q1" : "",
        problem);
  }

  @Test
  default void shouldOrderAMailWithTheChangeThatMakesAContactPending() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");

    pending(node, ann, API);

    Confirmation due = node.confirmations.take(NOON, HOLD).orElseThrow();
    assertThat(due.contact()).isEqualTo(ann.id());
    assertThat(due.list()).isEqualTo("offers");
    assertThat(due.tenant()).isEqualTo("acme");
    assertThat(due.askedAt()).isEqualTo(NOON);
    assertThat(node.confirmations.of("acme", ann.id())).hasSize(1);
    assertThat(node.confirmations.of("other", ann.id())).isEmpty();
  }

  @Test
  default void shouldOrderNoneWhereNobodyIsToBeAsked() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");

    node.desk.consent("acme", ann.id(), WEEKLY, consent(WEEKLY, PENDING, API), AL);
    node.desk.consent("acme", ann.id(), ASKING, consent(ASKING, CONFIRMED, PREFERENCES), AL);
    node.desk.consent("acme", ann.id(), ASKING, consent(ASKING, UNSUBSCRIBED, API), AL);

    assertThat(node.confirmations.take(NOON, HOLD)).isEmpty();
  }

  @Test
  default void shouldGiveAnOrderToOneOnlyUntilItsHoldIsOver() {
    var node = node(database());
    pending(node, node.known("ann@example.org"), API);

    assertThat(node.confirmations.take(NOON, HOLD)).isPresent();

    assertThat(node.confirmations.take(NOON, HOLD)).isEmpty();
    assertThat(node.confirmations.take(NOON.plus(HOLD), HOLD)).isPresent();
  }

  @Test
  default void shouldKeepWhatBecameOfAnOrder() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");
    pending(node, ann, API);
    Confirmation order = node.confirmations.take(NOON, HOLD).orElseThrow();

    Confirmation later = kept(order, Optional.of(NOON.plusSeconds(300)), "no key");
    node.confirmations.keep(later);
    assertThat(node.confirmations.of("acme", ann.id())).containsExactly(later);
    assertThat(node.confirmations.take(NOON, HOLD)).isEmpty();

    Confirmation sent = kept(order, Optional.empty(), "");
    node.confirmations.keep(sent);
    assertThat(node.confirmations.of("acme", ann.id())).containsExactly(sent);
    assertThat(node.confirmations.take(NOON.plus(Duration.ofDays(9)), HOLD)).isEmpty();
  }

  @Test
  default void shouldAskNoAddressMoreOftenThanItMayWhateverListsAndTenantsAsk() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");
    var other = new ContactList("acme", "more", 1, "", "", true, true, ASKING.confirmation());
    var third = new ContactList("acme", "third", 1, "", "", true, true, ASKING.confirmation());
    node.declare(other);
    node.declare(third);
    pending(node, ann, FORM);

    node.desk.consent("acme", ann.id(), other, consent(other, PENDING, FORM), AL);
    node.desk.consent("acme", ann.id(), third, consent(third, PENDING, FORM), AL);

    assertThat(node.confirmations.of("acme", ann.id()))
        .extracting(Confirmation::list)
        .containsExactly("more", "offers");
    assertThat(node.confirmations.ask("acme", ann.id(), third)).isEqualTo(Order.NOT_NOW);
    node.now = NOON.plus(Duration.ofHours(1)).plusMillis(1);
    assertThat(node.confirmations.ask("acme", ann.id(), third)).isEqualTo(Order.ASKED);
  }

  @Test
  default void shouldCountOverContactsThatComeAndGo() {
    var node = node(database());
    for (int i = 0; i < 4; i++) {
      Contact ann = node.known("ann@example.org");
      pending(node, ann, API);
      node.desk.remove("acme", ann.id(), AL);
    }

    int due = 0;
    while (node.confirmations.take(NOON, HOLD).isPresent()) {
      due++;
    }
    assertThat(due).isEqualTo(ContactDesks.CONFIRMATIONS.perAddress());
  }

  @Test
  default void shouldOrderNoSecondOneWhileOneIsDue() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");
    pending(node, ann, FORM);
    pending(node, ann, FORM);
    assertThat(node.confirmations.of("acme", ann.id())).hasSize(1);
    assertThat(node.confirmations.ask("acme", ann.id(), ASKING)).isEqualTo(Order.NOT_NOW);

    node.confirmations.keep(
        kept(node.confirmations.take(NOON, HOLD).orElseThrow(), Optional.empty(), ""));
    pending(node, ann, API);
    assertThat(node.confirmations.of("acme", ann.id())).as("a program").hasSize(1);
    pending(node, ann, FORM);

    assertThat(node.confirmations.of("acme", ann.id())).as("the form again").hasSize(2);
  }

  @Test
  default void shouldForgetTheMailsOfAnAddressThatIsErased() {
    var node = node(database());
    Contact ann = node.known("ann@example.org");
    pending(node, ann, API);
    var erased = new ErasedContacts(database(), () -> node.now);
    var order = new ErasureOrder("e1", ann.fields().address(), NOON.plusSeconds(1), "secret");

    erased.forget(order, "");

    assertThat(node.confirmations.take(NOON, HOLD)).isEmpty();
    assertThat(erased.count(order)).isZero();
  }

  @Test
  default void shouldFindNobodyWhoIsNot() {
    var node = node(database());

    assertThat(node.confirmations.ask("acme", "99", ASKING)).isEqualTo(Order.NOT_NOW);
    assertThat(List.copyOf(node.confirmations.of("acme", "99"))).isEmpty();
  }
}
