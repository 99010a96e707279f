package relay.domain.campaign;

import java.lang.System.Logger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.audit.Actor;
import relay.domain.campaign.care.Repermission;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.control.ControlSource;

/**
 * Takes those off a list who were asked whether they still want it, had the mail, and did not
 * answer in time, where the campaign says so. Every node may: done twice it is done once. {@link
 * #look} runs on one thread at a time.
 */
public final class RepermissionRound {
  private static final Logger LOG = System.getLogger(RepermissionRound.class.getName());
  private static final int MOST = 500;
  private final ControlSource control;
  private final Unanswered unanswered;
  private final ContactDesk contacts;
  private final Actor relay;
  private final InstantSource clock;

  /** Starts of campaigns after which nobody is left to be asked about. */
  private final Set<Long> done = new HashSet<>();

  public RepermissionRound(
      ControlSource control,
      Unanswered unanswered,
      ContactDesk contacts,
      Actor relay,
      InstantSource clock) {
    this.control = control;
    this.unanswered = unanswered;
    this.contacts = contacts;
    this.relay = relay;
    this.clock = clock;
  }

  /**
   * Looks at each campaign once.
   *
   * @return whether there is more to do at once
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  public boolean look() {
    boolean more = false;
    for (Campaign campaign : control.state().all(CampaignKind.CAMPAIGN)) {
      Optional<Repermission> asks =
          campaign
              .plan()
              .inactive()
              .repermission()
              .filter(r -> r.then() == Repermission.Then.UNSUBSCRIBE);
      long run = campaign.run().number();
      if (asks.isPresent() && run > 0 && !done.contains(run)) {
        more |= look(campaign, asks.get(), clock.instant());
      }
    }
    return more;
  }

  private boolean look(Campaign campaign, Repermission asks, Instant now) {
    Instant deadline = now.minus(asks.patience());
    ContactList list = contacts.schema(campaign.tenant()).lists().get(campaign.plan().list());
    if (list == null) {
      return false; // with the list the consents to it are gone
    }
    List<String> silent = unanswered.of(campaign, deadline, MOST);
    for (String contact : silent) {
      contacts.consent(campaign.tenant(), contact, list, wish(campaign, list, now), relay);
    }
    if (!silent.isEmpty()) {
      LOG.log(
          Logger.Level.INFO,
          "{0}: {1} did not answer and left list {2}",
          campaign.key(),
          silent.size(),
          list.id());
    } else if (campaign.run().endedAt().filter(deadline::isAfter).isPresent()) {
      done.add(campaign.run().number());
    }
    return silent.size() == MOST;
  }

  private static Consent wish(Campaign campaign, ContactList list, Instant now) {
    return new Consent(
        list.id(),
        ConsentState.UNSUBSCRIBED,
        ConsentSource.NO_ANSWER,
        now,
        Optional.empty(),
        "",
        "campaign " + campaign.id() + " of " + campaign.run().startedAt().orElse(now));
  }
}
