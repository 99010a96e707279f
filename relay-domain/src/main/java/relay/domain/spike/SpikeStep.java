package relay.domain.spike;

import java.time.Instant;
import java.util.Optional;

/**
 * What follows at a place from now on.
 *
 * @param until when it is looked at again; a brake lasts until then
 * @param perMinute pace in recipients a minute while it is slowed
 * @param evidence of a spike; empty where something ends by time or by hand
 * @param why for people
 * @param before id of the brake that this step takes the place of
 */
public record SpikeStep(
    StreamPlace place,
    Level level,
    Instant until,
    int perMinute,
    Optional<SpikeEvidence> evidence,
    String why,
    Optional<String> before) {}
