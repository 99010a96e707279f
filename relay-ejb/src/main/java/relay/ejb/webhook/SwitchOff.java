package relay.ejb.webhook;

import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlStore;
import relay.domain.control.ControlUnavailable;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;

/** Switches off an endpoint that has failed for too long, on all nodes, with an alarm. */
final class SwitchOff {
  private static final Logger LOG = System.getLogger(SwitchOff.class.getName());
  private static final Actor RELAY = new Actor("relay", "local");
  private final ControlStore store;
  private final Journal journal;
  private final InstantSource clock;

  SwitchOff(ControlStore store, Journal journal, InstantSource clock) {
    this.store = store;
    this.journal = journal;
    this.clock = clock;
  }

  /** At the next failure again when it cannot be done now, or somebody changed the webhook. */
  void failed(Webhook webhook, EndpointProgress progress, PostAttempt last) {
    String why =
        last.isGone()
            ? "it answered 410 (gone)"
            : "it has failed since "
                + progress.failingSince().orElse(last.at())
                + ": "
                + last.says();
    try {
      ControlOutcome outcome = store.apply(new ControlChange.Replace(webhook.failed(why)), RELAY);
      if (outcome.done().isPresent()) {
        String text = webhook.key() + " was switched off: " + why;
        LOG.log(Logger.Level.WARNING, text);
        journal.write(List.of(alarm(text)));
      }
    } catch (ControlUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "the database is not there to switch off " + webhook.key(), e);
    }
  }

  private MailEvent alarm(String text) {
    return new MailEvent(
        EventType.ALARM,
        clock.instant(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Map.of(EventField.REASON, text));
  }
}
