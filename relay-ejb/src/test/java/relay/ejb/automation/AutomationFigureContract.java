package relay.ejb.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.automation.Automation;
import relay.domain.automation.MailTally;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.control.ControlState;
import relay.ejb.database.Database;

/** What is added up of the mails of automations, on every database. */
interface AutomationFigureContract {
  /** Open, with empty tables. */
  Database database();

  @Test
  default void shouldAddUpWhatCameBackSinceItBecameActive() {
    Automation automation = AutomationLedgerContract.automation(AutomationLedgerContract.STEPS, "");
    var ledger = new DatabaseAutomationLedger(database(), () -> ControlState.EMPTY);
    LocalDate day = LocalDate.parse("2026-01-01");
    var key = new MailTally.Key("acme", "welcome", MailTally.since(automation).get(), day);
    var before =
        new MailTally.Key(
            "acme", "welcome", AutomationLedgerContract.NOON.minusSeconds(99_999), day);
    var old = new MailTally.Key("acme", "welcome", key.since(), day.minusDays(7));
    var figures = new GuardFigures(10, 2, 1, 0, 3, 4);
    for (String node : List.of("one", "one", "two")) {
      count(node, Map.of(key, figures, before, figures, old, figures));
    }

    assertThat(ledger.figures(automation, day.minusDays(6)))
        .isEqualTo(new GuardFigures(30, 6, 3, 0, 9, 12));
    assertThat(ledger.figures(automation, day.minusDays(7)).delivered()).isEqualTo(60);
    database()
        .inTransaction(
            connection -> {
              FigureRows.forget(connection, day);
              return null;
            });
    assertThat(ledger.figures(automation, day.minusDays(7)).delivered()).isEqualTo(30);
  }

  private void count(String node, Map<MailTally.Key, GuardFigures> figures) {
    database()
        .inTransaction(
            connection -> {
              FigureRows.add(connection, node, figures);
              return null;
            });
  }
}
