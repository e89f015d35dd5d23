"""The geometry of a camera over the garage that looks down the driveway."""

from dataclasses import dataclass
import math

WIDTH, HEIGHT = 1280, 720
# 60 degrees wide: a lens of about 5 mm, a common choice for reading plates at 6 to 12 m.
FOCAL = WIDTH / 2 / math.tan(math.radians(30))
# Meters above the ground, and the downward angle in degrees.
EYE = 2.8
PITCH = math.radians(10)

# Meters from the camera: the edge of the sidewalk, and the street's centers and curbs.
PAVEMENT, NEAR_CURB, NEAR_LANE, FAR_LANE, FAR_CURB = 14.8, 16.0, 17.2, 19.8, 21.5
DRIVE_REACH = 3.3


@dataclass(frozen=True, slots=True)
class Pose:
    """A position: meters to the right of the camera and away from it.

    The heading is in degrees: 0 faces the camera, 90 looks to the right of the picture.
    """

    x: float
    distance: float
    heading: float = 0

    def ahead(self, meters: float) -> Pose:
        """Return the position at a distance ahead."""
        angle = math.radians(self.heading)
        return Pose(
            self.x + meters * math.sin(angle),
            self.distance - meters * math.cos(angle),
            self.heading,
        )

    @property
    def facing(self) -> float:
        """Return how squarely the camera sees its front (1) or its rear (-1)."""
        to_camera = math.degrees(math.atan2(-self.x, self.distance))
        return math.cos(math.radians(self.heading - to_camera))


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in the picture, and the number of pixels per meter there."""

    x: float
    y: float
    scale: float


def project(x: float, distance: float, height: float = 0) -> Spot:
    """Return the point in the picture of a point in the world."""
    down = EYE - height
    depth = max(distance * math.cos(PITCH) + down * math.sin(PITCH), 0.3)
    below = down * math.cos(PITCH) - distance * math.sin(PITCH)
    scale = FOCAL / depth
    return Spot(WIDTH / 2 + x * scale, HEIGHT / 2 + below * scale, scale)
