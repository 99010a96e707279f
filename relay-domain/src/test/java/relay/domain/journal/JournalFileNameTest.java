package relay.domain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class JournalFileNameTest {
  @Test
  void shouldSortByNumberAsTextAndAsValue() {
    var ninth = new JournalFileName(9, LocalDate.parse("2026-02-01"));
    var tenth = new JournalFileName(10, LocalDate.parse("2026-01-31"));

    assertThat(ninth).isLessThan(tenth);
    assertThat(ninth.toString()).isLessThan(tenth.toString());
    assertThat(JournalFileName.parse(tenth.toString())).contains(tenth);
    assertThat(JournalFileName.parse("lost+found")).isEmpty();
  }

  @Test
  void shouldReadAPositionAsItWasWritten() {
    var position = new JournalPosition(42, 4_567);

    assertThat(JournalPosition.parse(position.toString())).isEqualTo(position);
    assertThat(position).isGreaterThan(JournalPosition.START);
  }
}
