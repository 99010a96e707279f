package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

class ControlKindsTest {
  private static final ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);

  /** A thing with a secret, as a later version may have it. */
  private record Lamp(String id, long version, String colour, String pin) implements ControlObject {
    @Override
    public ControlKey key() {
      return new ControlKey("lamp", "", id);
    }

    @Override
    public Lamp withVersion(long other) {
      return new Lamp(id, other, colour, pin);
    }
  }

  private static final class LampKind implements ControlKind<Lamp> {
    @Override
    public String name() {
      return "lamp";
    }

    @Override
    public Class<Lamp> type() {
      return Lamp.class;
    }

    @Override
    public Lamp read(ControlKey key, long version, JsonObject json) {
      Fields fields = new Fields(json);
      return new Lamp(
          key.id(),
          version,
          fields.text("colour").orElse("white"),
          fields.text("pin").orElseThrow(() -> fields.invalid("pin", "must be given")));
    }

    @Override
    public JsonObject write(Lamp lamp) {
      return ControlJson.object().add("colour", lamp.colour()).add("pin", lamp.pin()).build();
    }

    @Override
    public Set<String> secretFields() {
      return Set.of("pin", "puk");
    }

    @Override
    public Optional<Refusal> judgePut(ControlState state, Lamp after) {
      return after.colour().equals("black")
          ? Optional.of(new Refusal.Invalid("colour", "must be seen"))
          : Optional.empty();
    }
  }

  private final ControlKinds lamps = new ControlKinds(List.of(new LampKind()));
  private final Lamp lamp = new Lamp("desk", 3, "red", "1234");

  @Test
  void shouldMaskWhatIsSecretAndNothingElse() {
    assertThat(lamps.write(lamp).toString()).isEqualTo("{\"colour\":\"red\",\"pin\":\"1234\"}");
    assertThat(lamps.masked(lamp).toString()).isEqualTo("{\"colour\":\"red\",\"pin\":\"***\"}");
  }

  @Test
  void shouldReadAnObjectByItsKind() {
    assertThat(lamps.read(lamp.key(), 3, lamps.write(lamp))).isEqualTo(lamp);
    assertThatThrownBy(() -> lamps.read(lamp.key(), 3, ControlJson.read("{}")))
        .isInstanceOf(InvalidField.class)
        .hasMessage("pin must be given");
    assertThatThrownBy(() -> lamps.read(Tenant.key("acme"), 1, ControlJson.read("{}")))
        .hasMessage("no kind of object: tenant");
  }

  @Test
  void shouldAskTheKindOfTheObject() {
    Lamp black = new Lamp("desk", 0, "black", "1");

    assertThat(lamps.judgePut(ControlState.EMPTY, lamp)).isEmpty();
    assertThat(lamps.judgePut(ControlState.EMPTY, black))
        .contains(new Refusal.Invalid("colour", "must be seen"));
    assertThat(lamps.judgeDelete(ControlState.EMPTY, lamp)).isEmpty();
    assertThatThrownBy(() -> lamps.judgePut(ControlState.EMPTY, Tenant.of("acme")))
        .hasMessage("no kind of object: tenant");
  }

  @Test
  void shouldFindKindsByNameAndByCollection() {
    assertThat(lamps.find("lamp")).isPresent();
    assertThat(lamps.ofCollection("lamps")).isPresent();
    assertThat(lamps.find("lamps")).isEmpty();
    assertThat(lamps.ofCollection("lamp")).isEmpty();
    assertThat(lamps.find("")).isEmpty();
  }

  @Test
  void shouldNotKnowTwoKindsOfOneName() {
    assertThatThrownBy(() -> new ControlKinds(List.of(new LampKind(), new LampKind())))
        .hasMessage("two kinds are called lamp");
  }

  /** Names stand in keys and paths for ever. */
  @Test
  void shouldKeepTheNamesOfTheKinds() {
    Set<String> names = new TreeSet<>();
    List<String> collections = new ArrayList<>();
    for (ControlKind<?> kind : TenancyKinds.ALL) {
      names.add(kind.name());
      collections.add(kind.collection());
      assertThat(KINDS.ofCollection(kind.collection())).contains(kind);
    }

    assertThat(names)
        .contains("client-range", "credential", "domain", "inbound-domain", "stream", "tenant");
    assertThat(collections).doesNotHaveDuplicates();
  }

  @Test
  void shouldFillInWhatAnEarlierVersionDidNotWrite() {
    assertThat(lamps.read(lamp.key(), 1, ControlJson.read("{\"pin\":\"1\"}")))
        .isEqualTo(new Lamp("desk", 1, "white", "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream | acme | receipts | stream acme/receipts",
        "tenant | acme | acme | tenant acme",
        "lamp | '' | desk | lamp desk"
      })
  void shouldNameAKeyForPeople(String kind, String tenant, String id, String text) {
    assertThat(new ControlKey(kind, tenant, id)).hasToString(text);
  }

  @Test
  void shouldBoundKeys() {
    assertThat(new ControlKey("lamp", "t".repeat(64), "i".repeat(300)).id()).hasSize(300);
    assertThatThrownBy(() -> new ControlKey("lamp", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ControlKey("lamp", "", "i".repeat(301)))
        .hasMessageContaining("300");
    assertThatThrownBy(() -> new ControlKey("lamp", "t".repeat(65), "i"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldOrderKeysByKindTenantAndId() {
    List<ControlKey> ordered =
        List.of(
            new ControlKey("a", "x", "2"),
            new ControlKey("b", "", "9"),
            new ControlKey("b", "x", "1"),
            new ControlKey("b", "x", "2"),
            new ControlKey("b", "y", "0"));
    List<ControlKey> mixed = new ArrayList<>(ordered);
    java.util.Collections.reverse(mixed);

    assertThat(mixed.stream().sorted().toList()).isEqualTo(ordered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "[]", "null", "1", "\"x\"", "{", "{\"a\"}", "{a:1}", "{} {}", "{}x", "{'a':1}"
      })
  void shouldReadNothingButOneObject(String text) {
    assertThatThrownBy(() -> ControlJson.read(text))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JSON object");
  }

  @Test
  void shouldNotFallOverJsonThatGoesTooDeep() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThatThrownBy(() -> ControlJson.read(deep)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldWriteOnlyWhatIsSet() {
    var out = ControlJson.object();
    ControlJson.add(out, "a", Optional.empty());
    ControlJson.add(out, "b", Optional.of(7));
    ControlJson.add(out, "c", List.of());
    ControlJson.add(out, "d", List.of(1, "x"));

    assertThat(out.build().toString()).isEqualTo("{\"b\":\"7\",\"d\":[\"1\",\"x\"]}");
  }

  @Test
  void shouldTellDoneFromEverythingElse() {
    ControlOutcome done = new ControlOutcome.Done(List.of(lamp, lamp.withVersion(4)), 9);

    assertThat(done.done().orElseThrow().object()).isEqualTo(lamp);
    assertThat(new ControlOutcome.Missing(lamp.key()).done()).isEmpty();
    assertThat(new ControlOutcome.Stale(lamp).done()).isEmpty();
    assertThat(new ControlOutcome.Refused(lamp.key(), new Refusal.Conflict("no")).done()).isEmpty();
  }
}
