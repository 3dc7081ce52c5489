// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { MintRules } from "./MintRules.sol";

/// @title The rolling limit
/// @dev See `IDepositMinter` for what it promises. Hours are counted whole: this one and the 24 before it hold every moment
/// of the last 24 hours. Beside the sum stands this hour's own, so that a mint writes one slot, and one more when its hour
/// is the first.
abstract contract MintLimit is MintRules {
    uint256 private constant HOURS = 24;

    /// @param hourNumber hours since the epoch of the last mint
    /// @param current minted in that hour
    /// @param total minted in that hour and the 24 before it
    /// @param waiting entries that wait for the limit
    struct Window {
        uint40 hourNumber;
        uint64 current;
        uint64 total;
        uint40 waiting;
    }

    Window internal _window;
    /// @dev what was minted in each of the 24 hours before, at its number modulo 24
    uint64[HOURS] private _buckets;

    /// @inheritdoc IDepositMinter
    function mintable() external view returns (uint64 sats) {
        return _mintable();
    }

    function _mintable() internal view returns (uint64) {
        Window memory window = _window;
        uint256 total = window.total;
        uint256 passed = block.timestamp / 1 hours - window.hourNumber;
        if (passed > HOURS) {
            total = 0;
        } else {
            for (uint256 i; i < passed; ++i) {
                total -= _buckets[(window.hourNumber + i) % HOURS];
            }
        }
        uint64 limit = _rules.mintLimitSats;
        return limit > total ? uint64(limit - total) : 0;
    }

    /// @dev Counts what is minted; the caller has asked `_mintable`.
    function _countMint(uint64 sats) internal {
        Window memory window = _window;
        uint256 hourNumber = block.timestamp / 1 hours;
        uint256 passed = hourNumber - window.hourNumber;
        if (passed != 0) {
            for (uint256 i; i < passed && i < HOURS; ++i) {
                uint256 at = (window.hourNumber + i) % HOURS;
                uint64 old = _buckets[at];
                // This hour's own takes the place of what leaves.
                window.total -= old;
                uint64 kept = i == 0 ? window.current : 0;
                if (old != kept) _buckets[at] = kept;
            }
            if (passed > HOURS) {
                // Even the last hour that was counted is gone.
                delete _buckets[window.hourNumber % HOURS];
                window.total = 0;
            }
            (window.hourNumber, window.current) = (uint40(hourNumber), 0);
        }
        window.current += sats;
        window.total += sats;
        _window = window;
    }
}
