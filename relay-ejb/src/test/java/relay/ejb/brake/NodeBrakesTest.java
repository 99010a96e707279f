package relay.ejb.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeSettings;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.settings.Settings;

class NodeBrakesTest {
  @TempDir Path data;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  @Test
  void shouldKnowItsBrakesAfterARestart() {
    Brake brake = aBrake(BrakeKind.STOP).tenant("acme").build();
    Brake lifted = aBrake(BrakeKind.HOLD).build();
    NodeBrakes before = node("10");
    before.add(brake);
    before.add(lifted);
    before.lift(lifted.id(), "bob");

    NodeBrakes after = node("10");

    assertThat(after.current().brakes()).containsExactly(brake);
    assertThat(after.list(true, 10)).extracting(Brake::id).containsExactly(lifted.id());
  }

  @Test
  void shouldRefuseToStartWithoutTheBrakesItHad() throws Exception {
    Files.writeString(data.resolve("brakes.jsonl"), "{\"id\":\n");

    assertThatThrownBy(() -> node("10"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("brakes.jsonl");
  }

  @Test
  void shouldRefuseMoreBrakesThanTheSettingAllows() {
    NodeBrakes node = node("1");
    node.add(aBrake(BrakeKind.HOLD).id("a").build());

    assertThatThrownBy(() -> node.add(aBrake(BrakeKind.HOLD).id("b").build()))
        .isInstanceOf(BrakesUnavailable.class)
        .hasMessageContaining("brake.most");
  }

  @Test
  void shouldForgetWhatRanOutFromTheBookAndLaterFromTheHistory() {
    NodeBrakes node = node("10");
    node.add(aBrake(BrakeKind.HOLD).until(NOON.plusSeconds(10)).build());

    now.set(NOON.plusSeconds(10));
    node.compile();

    assertThat(node.current().isEmpty()).isTrue();
    assertThat(node.list(true, 10)).hasSize(1);
    now.set(NOON.plusSeconds(91 * 86_400L));
    node.add(aBrake(BrakeKind.HOLD).id("new").until(now.get().plusSeconds(1)).build());
    assertThat(node.list(true, 10)).isEmpty();
  }

  @Test
  void shouldNeverUndoALiftWhateverOthersKnow() {
    NodeBrakes node = node("10");
    Brake brake = aBrake(BrakeKind.HOLD).build();
    node.add(brake);
    node.lift(brake.id(), "bob");

    assertThat(node.merge(List.of(brake))).isFalse();
    assertThat(node.current().isEmpty()).isTrue();
  }

  private NodeBrakes node(String most) {
    var settings =
        BrakeSettings.from(Settings.of(BrakeSettings.ALL, Map.of("brake.most", most), Map.of()));
    return new NodeBrakes(new BrakeFile(data), () -> settings, now::get);
  }
}
