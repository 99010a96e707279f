package relay.ejb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.InMemoryDeadLetters;
import relay.domain.deadletter.Letters;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore.Step;
import relay.domain.queue.QueueNames;

class DeadLetterErasureTest {
  private static final String BOB = "bob@b.example";

  /** A time after all mail of the tests. */
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private final InMemoryDeadLetters box = new InMemoryDeadLetters();
  private final DeadLetterErasure store = new DeadLetterErasure(box);

  @Test
  void shouldRemoveMailToAndFromTheAddressAndLeaveThatOfOthers() {
    box.with(Letters.letter("to", Letters.mail(1, "eve@e.example", "Bob@B.example")))
        .with(Letters.letter("other", Letters.mail(1, "eve@e.example")));
    assertThat(store.count(order(BOB, LATER))).isEqualTo(1);

    assertThat(store.forget(order(BOB, LATER), "")).isEqualTo(Step.finished(1, ""));

    assertThat(box.list(10)).extracting(DeadLetter::id).containsExactly("other");
    assertThat(store.forget(order(BOB, LATER), "")).isEqualTo(Step.finished(0, ""));
    assertThat(store.count(order("alice@sender.example", LATER))).isEqualTo(1);
  }

  @Test
  void shouldRemoveWhatAProducerHandedInWithTheAddressOnItOrInIt() {
    box.with(Letters.unreadable("handed-in", QueueNames.SUBMISSION_DEAD, QueueNames.SUBMISSION));
    assertThat(store.count(order("joe@j.example", LATER))).isZero();
    assertThat(store.count(order(BOB, LATER))).as("in its properties").isEqualTo(1);

    box.content("{\"to\":\"JOE@j.example\"}");

    assertThat(store.forget(order("joe@j.example", LATER), "")).isEqualTo(Step.finished(1, ""));
    assertThat(box.list(10)).isEmpty();
  }

  @Test
  void shouldNotReachWhatCameAfterTheErasureWasAskedFor() {
    box.with(Letters.letter("1", Letters.mail(1, BOB)))
        .with(Letters.unreadable("2", QueueNames.SUBMISSION_DEAD, QueueNames.SUBMISSION));

    assertThat(store.count(order(BOB, Instant.ofEpochMilli(1)))).isZero();
    assertThat(store.count(order(BOB, LATER))).isEqualTo(2);
  }

  @Test
  void shouldKeepTheLetterOfMailThatOnlyMentionsThePerson() {
    box.with(Letters.letter("1", Letters.mail(1, "eve@e.example")));
    box.content("Dear Eve, bob@b.example says hello.");

    assertThat(store.count(order(BOB, LATER))).isZero();
  }

  @Test
  void shouldBelongToOneNode() {
    assertThat(store.isShared()).isFalse();
    assertThat(store.name()).isEqualTo("dead-letters");
  }

  private static ErasureOrder order(String address, Instant before) {
    return new ErasureOrder("e1", EmailAddress.parse(address), before, "a secret");
  }
}
