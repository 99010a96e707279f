package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.Chance;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlChange.Delete;
import relay.domain.control.ControlChange.Replace;
import relay.domain.settings.InvalidSetting;
import relay.domain.settings.Settings;

/** Changes by chance, held against a plain map that knows versions. */
class EveryChangeTest {
  private static final Notes NOTES = new Notes();
  private static final ControlKinds KINDS = new ControlKinds(List.of(NOTES));

  /** An object of nothing but a text. */
  private record Note(String tenant, String id, long version, String text)
      implements ControlObject {
    @Override
    public ControlKey key() {
      return new ControlKey("note", tenant, id);
    }

    @Override
    public Note withVersion(long other) {
      return new Note(tenant, id, other, text);
    }
  }

  /** No note may say no, and none goes that is pinned. */
  private static final class Notes implements ControlKind<Note> {
    @Override
    public String name() {
      return "note";
    }

    @Override
    public Class<Note> type() {
      return Note.class;
    }

    @Override
    public Note read(ControlKey key, long version, JsonObject json) {
      return new Note(key.tenant(), key.id(), version, new Fields(json).text("text").orElse(""));
    }

    @Override
    public JsonObject write(Note note) {
      return ControlJson.object().add("text", note.text()).build();
    }

    @Override
    public Optional<Refusal> judgePut(ControlState state, Note after) {
      return after.text().equals("no")
          ? Optional.of(new Refusal.Invalid("text", "must not be no"))
          : Optional.empty();
    }

    @Override
    public Optional<Refusal> judgeDelete(ControlState state, Note before) {
      return before.text().equals("pinned")
          ? Optional.of(new Refusal.Conflict("it is pinned"))
          : Optional.empty();
    }
  }

  @Test
  void shouldEndAsAMapWouldAfterAnyChanges() {
    Chance.rounds(
        200,
        random -> {
          ControlState state = ControlState.EMPTY;
          Map<ControlKey, Note> model = new HashMap<>();
          for (int round = 0; round < 30; round++) {
            List<ControlChange> changes = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
              changes.add(any(random));
            }
            Map<ControlKey, Note> expected = new HashMap<>(model);
            Optional<String> obstacle = applied(expected, changes);
            ChangeBook book = new ChangeBook(KINDS, state);

            ControlOutcome outcome = book.decide(changes);

            assertThat(outcome.getClass().getSimpleName()).isEqualTo(obstacle.orElse("Done"));
            if (obstacle.isEmpty()) {
              assertThat(outcome.done().orElseThrow().objects()).hasSize(changes.size());
              assertThat(outcome.done().orElseThrow().revision()).isEqualTo(state.revision() + 1);
              assertThat(book.steps()).hasSize(changes.size());
              state = book.state();
              model = expected;
            }
            assertThat(new ArrayList<ControlObject>(state.all(NOTES)))
                .isEqualTo(new ArrayList<ControlObject>(new TreeMap<>(model).values()));
          }
        });
  }

  /** What becomes of the map; the name of the outcome where something is in the way. */
  private static Optional<String> applied(Map<ControlKey, Note> map, List<ControlChange> changes) {
    for (ControlChange change : changes) {
      Note before = map.get(change.key());
      if (change instanceof Create create) {
        Note after = (Note) create.object();
        if (before != null || after.text().equals("no")) {
          return Optional.of("Refused");
        }
        map.put(change.key(), after.withVersion(1));
      } else if (before == null) {
        return Optional.of("Missing");
      } else if (change instanceof Replace replace) {
        Note after = (Note) replace.object();
        if (after.version() != before.version()) {
          return Optional.of("Stale");
        } else if (after.text().equals("no")) {
          return Optional.of("Refused");
        }
        map.put(change.key(), after.withVersion(before.version() + 1));
      } else {
        long version = ((Delete) change).version();
        if (version != 0 && version != before.version()) {
          return Optional.of("Stale");
        } else if (before.text().equals("pinned")) {
          return Optional.of("Refused");
        }
        map.remove(change.key());
      }
    }
    return Optional.empty();
  }

  private static ControlChange any(Random random) {
    String tenant = Chance.oneOf(random, "", "acme");
    String id = Chance.oneOf(random, "a", "b", "c");
    String text = Chance.oneOf(random, "x", "y", "z", "no", "pinned");
    long version = random.nextInt(4);
    return switch (random.nextInt(3)) {
      case 0 -> new Create(new Note(tenant, id, version, text));
      case 1 -> new Replace(new Note(tenant, id, version, text));
      default -> new Delete(new ControlKey("note", tenant, id), version);
    };
  }

  /** Readers hold a state while others make the next one. */
  @Test
  void shouldNeverChangeAStateThatSomebodyHolds() {
    Note first = new Note("acme", "a", 1, "x");
    ControlState held = ControlState.EMPTY.with(1, List.of(first), List.of());
    ControlState with = held.with(2, List.of(new Note("acme", "b", 1, "y")), List.of());
    ControlState without = held.with(3, List.of(), List.of(first.key()));

    assertThat(held.all()).containsExactly(first);
    assertThat(with.all()).hasSize(2);
    assertThat(without.all()).isEmpty();
    assertThat(ControlState.EMPTY.all()).isEmpty();
    assertThat(held.revision()).isEqualTo(1);
    assertThat(without.revision()).isEqualTo(3);
    assertThat(held.with(4, List.of(), List.of(new ControlKey("lamp", "", "x"))).all())
        .containsExactly(first);
  }

  @Test
  void shouldFindWhatIsOneTenantsAlone() {
    Note platform = new Note("", "a", 1, "x");
    Note ours = new Note("acme", "a", 1, "y");
    Note theirs = new Note("acme2", "a", 1, "z");
    ControlState state = ControlState.EMPTY.with(1, List.of(theirs, ours, platform), List.of());

    assertThat(state.all(NOTES)).containsExactly(platform, ours, theirs);
    assertThat(state.all(NOTES, "acme")).containsExactly(ours);
    assertThat(state.all(NOTES, "")).containsExactly(platform);
    assertThat(state.find(NOTES, "acme", "a")).contains(ours);
    assertThat(state.find(NOTES, "acme", "b")).isEmpty();
    assertThat(state.find(new ControlKey("lamp", "acme", "a"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream | acme | news | stream acme/news",
        "tenant | acme | acme | tenant acme",
        "brake | '' | b-1 | brake b-1"
      })
  void shouldNameWhatAVerdictRestsOnAsTheObjectIsNamed(
      String kind, String tenant, String id, String words) {
    ControlKey key = new ControlKey(kind, tenant, id);

    assertThat(Responsible.object(key)).hasToString(words).hasToString(key.toString());
    assertThat(Responsible.object(key).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "control.poll-interval, 49ms",
    "control.poll-interval, 61s",
    "control.pause-after-trouble, 601s",
    "control.settings-versions, 0",
    "control.settings-versions, 1001"
  })
  void shouldNameTheSettingThatCannotBe(String key, String value) {
    assertThatThrownBy(
            () ->
                ControlSettings.from(
                    Settings.of(ControlSettings.ALL, Map.of(key, value), Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("setting " + key + " = " + value + ": must be a");
  }
}
