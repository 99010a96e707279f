package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.automation.ContactSearch;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contacts;
import relay.ejb.database.Database;

/** Who says that he still wants a list has a new proof, and did not join it, on every database. */
interface RenewalContract {
  /** Open, with empty tables. */
  Database database();

  private static Consent wish(ConsentSource source) {
    return Contacts.consent(Contacts.NEWS, ConsentState.CONFIRMED, source);
  }

  @Test
  default void shouldProveARenewalAndSetOffNoAutomation() {
    ContactNode node = new ContactNode(database());
    String ann = node.known("ann@example.org").id();
    node.desk.consent("acme", ann, Contacts.NEWS, wish(ConsentSource.FORM), ContactNode.AL);
    node.now = ContactNode.NOON.plusSeconds(60);
    ContactSearch search = new DatabaseContactSearch(database(), node::state, () -> node.now);
    var begin = search.joined("acme", "news", Optional.empty(), 10, node.now);
    node.now = ContactNode.NOON.plusSeconds(120);

    ConsentOutcome outcome =
        node.desk.consent("acme", ann, Contacts.NEWS, wish(ConsentSource.RENEWAL), ContactNode.AL);

    assertThat(outcome).isInstanceOf(ConsentOutcome.Changed.class);
    assertThat(node.desk.proofs("acme", ann).orElseThrow())
        .extracting(Consent::source)
        .containsExactly(ConsentSource.FORM, ConsentSource.RENEWAL);
    node.now = ContactNode.NOON.plusSeconds(600);
    var after = search.joined("acme", "news", Optional.of(begin.place()), 10, node.now);
    assertThat(after.found()).isEmpty();
  }
}
