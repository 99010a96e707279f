package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.tenancy.Tenant;

class SegmentKindTest {
  private static final SegmentKind KIND = SegmentKind.SEGMENT;
  private static final String NEWS = "{\"condition\":{\"list\":\"news\"}}";

  @Test
  void shouldWriteWhatItRead() {
    String json = "{\"title\":\"Readers\",\"condition\":{\"list\":\"news\"}}";

    assertThat(KIND.write(segment("readers", json))).hasToString(json);
    assertThat(KIND.write(segment("readers", NEWS))).hasToString(NEWS);
    assertThat(segment("readers", NEWS).withVersion(4).version()).isEqualTo(4);
    assertThat(segment("readers", NEWS).key())
        .isEqualTo(new ControlKey("segment", "acme", "readers"));
    assertThat(KIND.collection()).isEqualTo("segments");
    assertThat(KIND.type()).isEqualTo(Segment.class);
  }

  @ParameterizedTest
  @CsvSource({
    "readers, condition, '{}'",
    "readers, condition, '{\"condition\":\"1=1\"}'",
    "readers, title, '{\"title\":\"a\\nb\",\"condition\":{}}'",
    "Readers, id, '{\"condition\":{}}'",
  })
  void shouldNameTheFieldThatIsWrong(String id, String field, String json) {
    assertThatThrownBy(() -> segment(id, json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBoundItsDocument() {
    String domain = "{\"domain\":\"" + "x".repeat(1_000) + ".example\"},";
    String json = "{\"condition\":{\"any\":[" + domain.repeat(60) + "{\"list\":\"news\"}]}}";

    assertThatThrownBy(() -> segment("long", json))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("50000 characters");
  }

  @Test
  void shouldAskForWhatIsDeclaredOnly() {
    Segment readers = segment("readers", NEWS);

    assertThat(KIND.judgePut(state(List.of(Contacts.NEWS)), readers)).isEmpty();
    assertThat(KIND.judgePut(state(List.of()), readers))
        .hasValueSatisfying(
            why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo("condition.list"));
  }

  @Test
  void shouldBelongToATenantThatThereIs() {
    ControlState state = ControlState.EMPTY.with(1, List.of(Contacts.NEWS), List.of());

    assertThat(KIND.judgePut(state, segment("readers", NEWS)))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo("tenant"));
  }

  @Test
  void shouldBeOneOfABoundedNumber() {
    var objects = new java.util.ArrayList<ControlObject>();
    objects.add(Contacts.NEWS);
    IntStream.range(0, SegmentKind.OF_A_TENANT_MAX)
        .forEach(i -> objects.add(segment("s" + i, NEWS)));

    assertThat(KIND.judgePut(state(objects), segment("s0", NEWS))).isEmpty();
    assertThat(KIND.judgePut(state(objects), segment("more", NEWS)))
        .containsInstanceOf(Refusal.Conflict.class);
  }

  private static Segment segment(String id, String json) {
    return KIND.read(new ControlKey("segment", "acme", id), 1, ControlJson.read(json));
  }

  private static ControlState state(List<? extends ControlObject> objects) {
    return ControlState.EMPTY
        .with(1, List.of(Tenant.of("acme")), List.of())
        .with(2, objects, List.of());
  }
}
