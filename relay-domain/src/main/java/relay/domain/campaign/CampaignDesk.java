package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.campaign.variant.TestCourse;
import relay.domain.campaign.variant.TestCourse.Won;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.OrderDesk;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.control.OrderDesk.Ruling;
import relay.domain.template.TemplateDesk;

/**
 * Takes the orders of people over campaigns. What is ordered is durable when a method returns, and
 * carried out by the node of the campaign within seconds. Thread-safe.
 */
public final class CampaignDesk {
  private final OrderDesk<Campaign> orders;
  private final TemplateDesk templates;
  private final String node;
  private final InstantSource clock;

  /**
   * @param node host name of this one, which starts what is ordered here
   */
  public CampaignDesk(
      ControlSource control,
      ControlStore store,
      TemplateDesk templates,
      String node,
      InstantSource clock) {
    this.orders = new OrderDesk<>(CampaignKind.CAMPAIGN, control, store);
    this.templates = templates;
    this.node = node;
    this.clock = clock;
  }

  /** As this node knows it; may be a second old. */
  public Optional<Campaign> find(String tenant, String id) {
    return orders.find(tenant, id);
  }

  /**
   * Carries out an order. One that was carried out before changes nothing.
   *
   * @param order START, PAUSE, RESUME or STOP
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer<Campaign> order(String tenant, String id, CampaignTurn order, Actor by) {
    if (!order.isOrder()) {
      throw new IllegalArgumentException(order + " is no order of anybody");
    }
    return orders.carryOut(tenant, id, campaign -> ruling(campaign, order), by);
  }

  private Ruling<Campaign> ruling(Campaign campaign, CampaignTurn order) {
    Optional<Campaign> next = campaign.after(order, clock.instant());
    if (next.isEmpty()) {
      return CampaignCourse.isDone(campaign.state(), order)
          ? new Ruling.Holds<>()
          : new Ruling.Refused<>(
              "a campaign that is " + campaign.state().label() + " cannot " + order.label());
    }
    Optional<String> obstacle = obstacle(campaign, order);
    return obstacle.isPresent()
        ? new Ruling.Refused<>(obstacle.get())
        : new Ruling.Becomes<>(begun(next.get()));
  }

  /**
   * Names the form that the rest of a campaign get, before its test does. One that was named before
   * changes nothing.
   *
   * @throws relay.domain.control.ControlUnavailable while the database cannot be used
   */
  public Answer<Campaign> winner(String tenant, String id, String variant, Actor by) {
    return orders.carryOut(tenant, id, campaign -> wins(campaign, variant), by);
  }

  private Ruling<Campaign> wins(Campaign campaign, String variant) {
    TestCourse course = campaign.run().test();
    if (course.won().filter(won -> won.variant().equals(variant)).isPresent()) {
      return new Ruling.Holds<>();
    }
    Optional<String> obstacle = obstacleToWinner(campaign, variant);
    if (obstacle.isPresent()) {
      return new Ruling.Refused<>(obstacle.get());
    }
    var won = new Won(variant, TestCourse.By.PERSON, clock.instant(), Optional.empty());
    return new Ruling.Becomes<>(
        campaign.with(campaign.run().tested(course.with(won)).troubled("")));
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
}
