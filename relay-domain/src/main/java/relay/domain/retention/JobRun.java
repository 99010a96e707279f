package relay.domain.retention;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One execution of a job.
 *
 * @param about what it works on, for people; empty where the job says it all
 * @param status word of Jakarta Batch in lower case
 * @param done what each step has removed so far, by name of the step
 * @param problem why it failed
 */
public record JobRun(
    long id,
    String job,
    Optional<String> about,
    String status,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Map<String, Long> done,
    Optional<String> problem) {}
