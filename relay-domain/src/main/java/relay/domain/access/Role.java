package relay.domain.access;

import java.util.Locale;

/** What somebody is to the relay. */
public enum Role {
  /** May do everything. */
  PLATFORM_ADMINISTRATOR(false),
  /** Keeps mail flowing: sees everything, brakes and unlocks, changes no tenant. */
  OPERATOR(false),
  /** Changes what belongs to one tenant. */
  TENANT_ADMINISTRATOR(true),
  /** Sees what belongs to one tenant. */
  TENANT_READER(true),
  /** Hands in mail and sees what became of it. */
  SENDER(true);

  private final boolean ofTenant;

  Role(boolean ofTenant) {
    this.ofTenant = ofTenant;
  }

  /** Whether who has it belongs to a tenant and must have no business with others. */
  public boolean isOfTenant() {
    return ofTenant;
  }

  /** The word in requests and answers: {@code tenant-reader}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
