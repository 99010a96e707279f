package relay.domain.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.Responsible;
import relay.domain.delivery.Origin;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressPool.Selection;
import relay.domain.egress.PoolBinding;
import relay.domain.egress.PoolBinding.Member;
import relay.domain.mail.MailOwner;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpPlan;
import relay.domain.warmup.WarmUpView;
import relay.domain.warmup.WarmUpWish;
import relay.domain.warmup.WarmUps;

/** Asks where a mail may leave from, and by what. Thread-safe. */
final class SourceExplainer {
  private static final WarmUpWish NEW_MAIL = new WarmUpWish(true, false, false, 1);
  private final EgressDesk egress;
  private final WarmUps warmUps;

  SourceExplainer(EgressDesk egress, WarmUps warmUps) {
    this.egress = egress;
    this.warmUps = warmUps;
  }

  /** None while there are no pools: then nothing is to be explained. */
  List<Step> steps(MailOwner owner, String senderDomain) {
    if (egress.book().isEmpty()) {
      return List.of();
    }
    PoolBinding binding = egress.book().bindingOf(owner, senderDomain);
    String note = binding.note().map(n -> " (" + n + ")").orElse("");
    if (binding.pool().equals(Origin.DEFAULT_SOURCE)) {
      return List.of(Step.go(Topic.SOURCE, "it leaves as the settings say" + note, binding.by()));
    }
    List<String> usable = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Member member : binding.members()) {
      Optional<String> why = egress.obstacle(member);
      if (why.isPresent()) {
        others.add(member.source().name() + " " + why.get());
      } else {
        usable.add(
            member.source().name()
                + (binding.selection() == Selection.WEIGHTED
                    ? " (weight " + member.weight() + ")"
                    : ""));
      }
    }
    String lost = others.isEmpty() ? "" : "; " + String.join("; ", others);
    if (usable.isEmpty()) {
      return List.of(
          Step.waits(
              Topic.SOURCE,
              "no source of egress pool " + binding.pool() + " can be used" + lost,
              Optional.empty(),
              binding.by()));
    }
    String how = binding.selection() == Selection.ORDERED ? "the first of " : "one of ";
    return List.of(
        Step.go(
            Topic.SOURCE,
            "it leaves from egress pool "
                + binding.pool()
                + ", from "
                + how
                + String.join(", ", usable)
                + " that has room"
                + lost,
            binding.by()));
  }

  /** What plans say of its sources; none where no plan limits any of them. */
  List<Step> warmUps(List<Source> sources, Supplier<Site> at, Instant now) {
    if (!warmUps.concerns(sources)) {
      return List.of();
    }
    Site site = at.get();
    List<String> told = new ArrayList<>();
    List<Responsible> by = new ArrayList<>();
    for (Source source : sources) {
      Optional<WarmUpView> view = warmUps.look(source.name(), WarmUpPlan.providerOf(site), now);
      if (view.isPresent()) {
        told.add(source.name() + " " + view.get().sentence());
        by.add(WarmUps.by(source.name()));
      }
    }
    Optional<Instant> until = warmUps.held(sources, site, NEW_MAIL, now);
    return List.of(
        new Step(
            Topic.WARM_UP,
            until.isPresent() ? Effect.WAIT : Effect.GO,
            String.join("; ", told)
                + (until.isPresent() ? "; a mail that is tried for the first time waits" : ""),
            until,
            by));
  }

  /** All that it may leave from. */
  List<Source> of(MailOwner owner, String senderDomain) {
    return egress.book().bindingOf(owner, senderDomain).members().stream()
        .filter(member -> egress.obstacle(member).isEmpty())
        .map(Member::source)
        .toList();
  }
}
