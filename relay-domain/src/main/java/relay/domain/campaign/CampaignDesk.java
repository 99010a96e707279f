package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.campaign.variant.TestCourse.Won;
import relay.domain.control.ControlChange;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.Refusal;
import relay.domain.template.TemplateDesk;

/**
 * Takes the orders of people over campaigns. What is ordered is durable when a method returns, and
 * carried out by the node of the campaign within seconds. Thread-safe.
 */
public final class CampaignDesk {
  private static final int ATTEMPTS_MAX = 5;
  private static final String BUSY = "others change this all the time; try again";
  private final ControlSource control;
  private final ControlStore store;
  private final TemplateDesk templates;
  private final String node;
  private final InstantSource clock;

  /** What became of an order. */
  public sealed interface Answer {
    /** It holds, since now or before. */
    record Done(Campaign campaign) implements Answer {}

    record Missing() implements Answer {}

    /** It cannot be carried out as things are. */
    record Refused(String why) implements Answer {}
  }

  /**
   * @param node host name of this one, which starts what is ordered here
   */
  public CampaignDesk(
      ControlSource control,
      ControlStore store,
      TemplateDesk templates,
      String node,
      InstantSource clock) {
    this.control = control;
    this.store = store;
    this.templates = templates;
    this.node = node;
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Campaign> find(String tenant, String id) {
    return control.state().find(CampaignKind.CAMPAIGN, tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @param order START, PAUSE, RESUME or STOP
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer order(String tenant, String id, CampaignTurn order, Actor by) {
    if (!order.isOrder()) {
      throw new IllegalArgumentException(order + " is no order of anybody");
    }
    Optional<Campaign> known = find(tenant, id);
    for (int i = 0; i < ATTEMPTS_MAX && known.isPresent(); i++) {
      Campaign campaign = known.get();
      Optional<Campaign> next = campaign.after(order, clock.instant());
      if (next.isEmpty()) {
        return CampaignCourse.isDone(campaign.state(), order)
            ? new Answer.Done(campaign)
            : new Answer.Refused(
                "a campaign that is " + campaign.state().label() + " cannot " + order.label());
      }
      Optional<String> obstacle = obstacle(campaign, order);
      if (obstacle.isPresent()) {
        return new Answer.Refused(obstacle.get());
      }
      ControlOutcome outcome = store.apply(new ControlChange.Replace(begun(next.get())), by);
      if (outcome instanceof ControlOutcome.Done done) {
        return new Answer.Done((Campaign) done.object());
      }
      if (outcome instanceof ControlOutcome.Refused refused) {
        return new Answer.Refused(sentence(refused.why()));
      }
      known =
          outcome instanceof ControlOutcome.Stale stale
              ? Optional.of((Campaign) stale.current())
              : Optional.empty();
    }
    return known.isEmpty() ? new Answer.Missing() : new Answer.Refused(BUSY);
  }

  /**
   * Names the form that the rest of a campaign get, before its test does. One that was named before
   * changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer winner(String tenant, String id, String variant, Actor by) {
    Optional<Campaign> known = find(tenant, id);
    for (int i = 0; i < ATTEMPTS_MAX && known.isPresent(); i++) {
      Campaign campaign = known.get();
      TestCourse course = campaign.run().test();
      if (course.won().filter(won -> won.variant().equals(variant)).isPresent()) {
        return new Answer.Done(campaign);
      }
      Optional<String> obstacle = obstacleToWinner(campaign, variant);
      if (obstacle.isPresent()) {
        return new Answer.Refused(obstacle.get());
      }
      var won = new Won(variant, TestCourse.By.PERSON, clock.instant(), Optional.empty());
      Campaign next = campaign.with(campaign.run().tested(course.with(won)).troubled(""));
      ControlOutcome outcome = store.apply(new ControlChange.Replace(next), by);
      if (outcome instanceof ControlOutcome.Done done) {
        return new Answer.Done((Campaign) done.object());
      }
      if (outcome instanceof ControlOutcome.Refused refused) {
        return new Answer.Refused(sentence(refused.why()));
      }
      known =
          outcome instanceof ControlOutcome.Stale stale
              ? Optional.of((Campaign) stale.current())
              : Optional.empty();
    }
    return known.isEmpty() ? new Answer.Missing() : new Answer.Refused(BUSY);
  }

  private static Optional<String> obstacleToWinner(Campaign campaign, String variant) {
    if (campaign.plan().variants().test().isEmpty()) {
      return Optional.of("the campaign has no test");
    }
    if (campaign.plan().variants().named(variant).isEmpty()) {
      return Optional.of("the campaign has no variant of this name");
    }
    if (campaign.run().test().won().isPresent()) {
      return Optional.of(
          "the rest get " + campaign.run().test().won().get().variant() + " already");
    }
    return campaign.state().isUnderWay() && campaign.state() != CampaignState.STOPPING
        ? Optional.empty()
        : Optional.of(
            "a campaign that is "
                + campaign.state().label()
                + " has nobody who waits for a winner");
  }

  private Campaign begun(Campaign campaign) {
    Instant now = clock.instant();
    return campaign.state() == CampaignState.PREPARING
        ? campaign.with(campaign.run().takenBy(node, now))
        : campaign;
  }

  private Optional<String> obstacle(Campaign campaign, CampaignTurn order) {
    if (order != CampaignTurn.START) {
      return Optional.empty();
    }
    VersionChoice choice = VersionChoice.of(campaign, templates);
    return choice.plan().isPresent()
        ? Optional.empty()
        : Optional.of(choice.missing() + "; publish one first");
  }

  static String sentence(Refusal why) {
    return why instanceof Refusal.Invalid invalid
        ? invalid.field() + " " + invalid.rule()
        : ((Refusal.Conflict) why).why();
  }
}
