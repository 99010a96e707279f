package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.canary.CanaryBook;
import relay.domain.canary.CanaryResult;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.routing.TargetExperience;
import relay.domain.routing.TargetHealth;
import relay.domain.spend.SpendBook;

class TargetMemoryTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TargetExperience BAD =
      new TargetExperience(true, false, Duration.ZERO, "451 4.4.1 no connection");
  @TempDir Path data;
  private final TargetHealth health = health();
  private final SpendBook book = new SpendBook();
  private final CanaryBook canaries = new CanaryBook();

  @Test
  void shouldKnowAfterARestartHowTargetsDoAndWhatTheyTook() {
    for (int i = 0; i < 3; i++) {
      health.learn("out/a", BAD);
    }
    book.settle("out/a", 0, 5, 100, NOON);
    canaries.note("out/a", new CanaryResult(NOON, NOON, false, "550 no"));
    new TargetMemory(data).save(health, book, canaries);

    TargetHealth healthAfter = health();
    var bookAfter = new SpendBook();
    new TargetMemory(data).restore(healthAfter);
    new TargetMemory(data).restore(bookAfter);

    var canariesAfter = new CanaryBook();
    new TargetMemory(data).restore(canariesAfter);
    assertThat(canariesAfter.lines()).isEqualTo(canaries.lines()).isNotEmpty();
    assertThat(healthAfter.lines()).isEqualTo(health.lines()).isNotEmpty();
    assertThat(bookAfter.lines()).isEqualTo(book.lines()).isNotEmpty();
  }

  @Test
  void shouldBeginAnewWithoutFilesOrWithDamagedOnes() throws IOException {
    new TargetMemory(data).restore(health);
    assertThat(health.lines()).isEmpty();
    Files.writeString(data.resolve("target-health"), "out/a\tBROKEN\n\n");
    Files.write(data.resolve("target-spend"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});

    new TargetMemory(data).restore(health);
    new TargetMemory(data).restore(book);

    assertThat(health.lines()).isEmpty();
    assertThat(book.lines()).isEmpty();
  }

  @Test
  void shouldLeaveFilesAloneWhileNothingChanges() throws IOException {
    var memory = new TargetMemory(data);
    book.settle("out/a", 0, 5, 100, NOON);
    memory.save(health, book, canaries);
    assertThat(data.resolve("target-health")).doesNotExist();
    Path file = data.resolve("target-spend");
    Files.setLastModifiedTime(file, FileTime.from(NOON));

    memory.save(health, book, canaries);
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(NOON);

    book.settle("out/a", 0, 1, 100, NOON);
    memory.save(health, book, canaries);
    assertThat(Files.getLastModifiedTime(file).toInstant()).isAfter(NOON);
  }

  @Test
  void shouldWriteAgainWhenTheFolderIsThereAgain() throws IOException {
    Path gone = data.resolve("gone");
    var memory = new TargetMemory(gone);
    book.settle("out/a", 0, 5, 100, NOON);

    memory.save(health, book, canaries);
    assertThat(gone).doesNotExist();
    Files.createDirectory(gone);
    memory.save(health, book, canaries);

    assertThat(gone.resolve("target-spend")).hasContent(String.join("\n", book.lines()));
  }

  private static TargetHealth health() {
    RelayConfiguration configuration = RelayConfiguration.of(Map.of(), Map.of());
    return new TargetHealth(configuration::routeHealth, () -> NOON);
  }
}
