package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.InvalidField;
import relay.domain.queue.MailBuilder;

/** Brakes as control objects, and what two accounts of one brake come to. */
class BrakesKindTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.7");
  private final BrakesKind kind = new BrakesKind();

  @ParameterizedTest
  @EnumSource(BrakeKind.class)
  void shouldReadBackABrakeOfEachKindWithItsVersion(BrakeKind which) {
    Brake brake =
        aBrake(which).tenant("acme").stream("news")
            .senderDomain("*.shop.example")
            .recipientDomain("gmail.com")
            .mail(MailBuilder.ID)
            .olderThan(Duration.ofMinutes(90))
            .build()
            .lift(NOON, "bob")
            .withVersion(7);

    assertThat(kind.read(brake.key(), 7, kind.write(brake))).isEqualTo(brake);
  }

  @Test
  void shouldBelongToThePlatformWhomeversMailItIsAbout() {
    assertThat(aBrake(BrakeKind.HOLD).tenant("acme").id("b1").build().key())
        .isEqualTo(new ControlKey("brake", "", "b1"));
    assertThat(kind.collection()).isEqualTo("brakes");
  }

  /** Else anybody who may write documents could set one that never ends. */
  @Test
  void shouldNotBeEditedAsADocument() {
    assertThat(kind.hasOwnOperations()).isTrue();
  }

  /** What one node cannot read must not keep it from reading the rest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'kind':'hold'}",
        "{'kind':'slow-down','match':{},'reason':'x','author':'a','created_at':'2026-01-01T12:00:00Z','until':'2026-01-01T12:00:00Z'}",
        "{'kind':1,'match':{},'reason':'x','author':'a','created_at':'2026-01-01T12:00:00Z','until':'2026-01-01T12:00:00Z'}",
        "{'kind':'hold','match':[],'reason':'x','author':'a','created_at':'2026-01-01T12:00:00Z','until':'2026-01-01T12:00:00Z'}",
        "{'kind':'hold','match':{'message':'?'},'reason':'x','author':'a','created_at':'2026-01-01T12:00:00Z','until':'2026-01-01T12:00:00Z'}",
        "{'kind':'hold','match':{},'reason':'x','author':'a','created_at':'now','until':'2026-01-01T12:00:00Z'}"
      })
  void shouldNameWhatItCannotRead(String json) {
    JsonObject document = ControlJson.read(json.replace('\'', '"'));

    assertThatThrownBy(() -> kind.read(Brake.key("b1"), 1, document))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  void shouldBeKeptFoundAndCountedByTheStore() {
    var store = new InMemoryControlStore(new ControlKinds(List.of(kind)));
    Brake brake = aBrake(BrakeKind.STOP).id("b1").build();

    ControlOutcome set = store.apply(new ControlChange.Create(brake), ANN);
    Brake kept = (Brake) set.done().orElseThrow().object();
    store.apply(new ControlChange.Replace(kept.lift(NOON, "bob")), new Actor("bob", "192.0.2.8"));

    assertThat(kept).isEqualTo(brake.withVersion(1));
    assertThat(store.state().all(kind)).containsExactly(brake.lift(NOON, "bob").withVersion(2));
    assertThat(store.audit()).containsExactly("ann create brake b1", "bob replace brake b1");
  }

  @Test
  void shouldNeverUndoALiftWhicheverAccountKnowsOfIt() {
    Brake set = aBrake(BrakeKind.HOLD).build();
    Brake kept = set.withVersion(3);
    Brake lifted = set.lift(NOON, "bob");

    assertThat(kept.with(lifted)).isEqualTo(kept.lift(NOON, "bob"));
    assertThat(lifted.with(kept)).isEqualTo(kept.lift(NOON, "bob"));
    assertThat(kept.with(set)).isEqualTo(kept);
    assertThat(set.with(kept)).isEqualTo(kept);
    assertThat(kept.lift(NOON, "ann").with(lifted).lifted().orElseThrow().by()).isEqualTo("ann");
  }

  @Test
  void shouldKnowWhenItEnds() {
    Brake brake = aBrake(BrakeKind.HOLD).until(NOON.plusSeconds(60)).build();

    assertThat(brake.endsAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(brake.lift(NOON.plusSeconds(5), "bob").endsAt()).isEqualTo(NOON.plusSeconds(5));
  }
}
