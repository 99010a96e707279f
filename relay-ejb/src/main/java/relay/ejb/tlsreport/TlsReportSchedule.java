package relay.ejb.tlsreport;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.timer.RelayTimer;
import relay.domain.tlsreport.SessionTally;
import relay.domain.view.ViewUnavailable;
import relay.ejb.rounds.Rounds;

/**
 * Writes down what was counted, each half minute and at the end, and each minute makes and sends
 * the reports that are due.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TlsReportSchedule {
  private static final Duration KEEPING = Duration.ofSeconds(30);
  private static final Duration SENDING = Duration.ofMinutes(1);

  @Inject private RelayTimer timer;
  @Inject private SessionTally tally;
  @Inject private TallyKeeping keeping;
  @Inject private ReportDay day;
  @Inject private ReportDispatch dispatch;
  private Rounds writing;
  private Rounds sending;

  @PostConstruct
  void start() {
    writing = new Rounds("counting TLS sessions", timer, () -> KEEPING);
    writing.start(
        KEEPING,
        () -> {
          keeping.round();
          return KEEPING;
        });
    sending = new Rounds("TLS reports", timer, () -> SENDING);
    sending.start(
        SENDING,
        () -> {
          send();
          return SENDING;
        });
  }

  private void send() {
    if (!tally.isOn()) {
      return;
    }
    try {
      day.round(sending::isStopped);
      dispatch.round(sending::isStopped);
    } catch (ViewUnavailable e) {
      // The database says so itself; whatever was under way is taken up by the next round.
      System.getLogger(TlsReportSchedule.class.getName())
          .log(System.Logger.Level.DEBUG, "TLS reports wait for the database", e);
    }
  }

  @PreDestroy
  void stop() {
    sending.stop();
    writing.stop();
    keeping.round();
  }
}
