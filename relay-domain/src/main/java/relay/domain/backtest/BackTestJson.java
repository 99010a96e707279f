package relay.domain.backtest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import relay.domain.backtest.BackTest.Count;
import relay.domain.backtest.BackTest.Totals;
import relay.domain.control.ControlJson;
import relay.domain.traffic.RuleTrial;

/** What came of a back-test, as the JSON that API and command line show. */
public final class BackTestJson {
  private static final int SAMPLES_SHOWN = 5;
  private static final int RULES_SHOWN = 100;
  private static final String REPLIES = "replies";
  private static final String PROVIDER = "provider";

  private BackTestJson() {}

  /**
   * The most frequent first.
   *
   * @param node whose journal was read
   * @param readUntil how far; empty when all that it holds of the time was read
   */
  public static JsonObject of(
      BackTestQuestion question, BackTest test, String node, Optional<Instant> readUntil) {
    Totals totals = test.totals();
    JsonObjectBuilder out =
        ControlJson.object()
            .add("from", question.from().toString())
            .add("until", question.until().toString())
            .add("node", node)
            .add("complete", readUntil.isEmpty());
    readUntil.ifPresent(at -> out.add("read_until", at.toString()));
    return out.add(REPLIES, totals.replies)
        .add("changed", totals.changed)
        .add("erased", totals.erased)
        .add("without_stage", totals.withoutStage)
        .add("changes", changes(test))
        .add("results", results(test))
        .add("providers", providers(test))
        .add("rules", rules(test))
        .build();
  }

  private static JsonArrayBuilder changes(BackTest test) {
    JsonArrayBuilder out = ControlJson.array();
    Comparator<Map.Entry<BackTest.Move, Shift>> most =
        Comparator.comparingLong(e -> -e.getValue().replies());
    test.moves().entrySet().stream()
        .sorted(most.thenComparing(e -> e.getKey().from() + " " + e.getKey().to()))
        .forEach(
            entry -> {
              JsonArrayBuilder providers = ControlJson.array();
              entry.getValue().providers().entrySet().stream()
                  .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                  .forEach(p -> providers.add(provider(p.getKey()).add(REPLIES, p.getValue())));
              out.add(
                  ControlJson.object()
                      .add("from", entry.getKey().from())
                      .add("to", entry.getKey().to())
                      .add(REPLIES, entry.getValue().replies())
                      .add("providers", providers)
                      .add("samples", samples(entry.getValue())));
            });
    return out;
  }

  private static JsonArrayBuilder samples(Shift shift) {
    JsonArrayBuilder out = ControlJson.array();
    StreamSupport.stream(shift.samples().spliterator(), false)
        .sorted(Comparator.comparingLong(s -> -s.replies()))
        .limit(SAMPLES_SHOWN)
        .forEach(
            s ->
                out.add(
                    ControlJson.object()
                        .add("text", s.text())
                        .add("host", s.host())
                        .add("by", s.by())
                        .add(REPLIES, s.replies())));
    return out;
  }

  private static JsonArrayBuilder results(BackTest test) {
    JsonArrayBuilder out = ControlJson.array();
    test.words()
        .forEach(
            (word, count) ->
                out.add(
                    ControlJson.object()
                        .add("result", word)
                        .add("before", count.first())
                        .add("after", count.second())));
    return out;
  }

  private static JsonArrayBuilder providers(BackTest test) {
    JsonArrayBuilder out = ControlJson.array();
    test.providers().entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -e.getValue().first()))
        .forEach(
            e ->
                out.add(
                    provider(e.getKey())
                        .add(REPLIES, e.getValue().first())
                        .add("changed", e.getValue().second())));
    return out;
  }

  /** One of nobody's has no name. */
  private static JsonObjectBuilder provider(String name) {
    JsonObjectBuilder out = ControlJson.object();
    return name.isEmpty() ? out : out.add(PROVIDER, name);
  }

  private static JsonArrayBuilder rules(BackTest test) {
    JsonArrayBuilder out = ControlJson.array();
    test.rules().entrySet().stream()
        .sorted(Comparator.comparingLong(e -> -weight(e.getValue())))
        .limit(RULES_SHOWN)
        .forEach(e -> out.add(rule(test, e.getKey(), e.getValue())));
    return out;
  }

  private static long weight(Count count) {
    return count.first() + count.second();
  }

  private static JsonObjectBuilder rule(BackTest test, String by, Count count) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("rule", by)
            .add("before", count.first())
            .add("after", count.second());
    RuleTrial.Fired before = test.change().firedBefore(by);
    RuleTrial.Fired after = test.change().firedAfter(by);
    if (before.count() > 0 || after.count() > 0) {
      List<RuleTrial.Firing> shown = after.count() > 0 ? after.first() : before.first();
      out.add("fired_before", before.count())
          .add("fired_after", after.count())
          .add("evidence", evidence(shown));
    }
    return out;
  }

  private static JsonArrayBuilder evidence(List<RuleTrial.Firing> firings) {
    JsonArrayBuilder out = ControlJson.array();
    for (RuleTrial.Firing firing : firings) {
      JsonArrayBuilder said = ControlJson.array();
      firing.evidence().forEach(said::add);
      out.add(
          ControlJson.object()
              .add("flow", firing.flow())
              .add("kind", firing.reaction().label())
              .add("at", firing.at().toString())
              .add(REPLIES, said));
    }
    return out;
  }
}
