package relay.ejb.delivery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;

class OutcomesTest {
  private static final MailEvent ATTEMPTED =
      new MailEvent(
          EventType.ATTEMPTED, Instant.EPOCH, Optional.empty(), 0, 1, Optional.empty(), Map.of());
  private final FullDisk disk = new FullDisk();

  @Test
  void shouldWaitForTheJournalBeforeAnAttempt() {
    disk.failures = 2;

    outcomes(Duration.ofMinutes(1)).announce(ATTEMPTED);

    assertThat(disk.events).containsExactly(ATTEMPTED);
  }

  @Test
  void shouldNotAttemptWhatCannotBeWrittenDown() {
    disk.failures = Integer.MAX_VALUE;
    Outcomes outcomes = outcomes(Duration.ZERO);

    assertThatThrownBy(() -> outcomes.announce(ATTEMPTED)).isInstanceOf(JournalUnavailable.class);
  }

  private Outcomes outcomes(Duration patience) {
    return new Outcomes(disk, null, null, FaultPoint.NONE, patience);
  }

  private static final class FullDisk implements Journal {
    private final List<MailEvent> events = new ArrayList<>();
    private int failures;

    @Override
    public void write(List<MailEvent> added) {
      if (failures > 0) {
        failures--;
        throw new JournalUnavailable("full", null);
      }
      events.addAll(added);
    }

    @Override
    public void writeDurably(List<MailEvent> added) {
      write(added);
    }
  }
}
