// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Account, BridgeAccounting } from "../../src/libraries/BridgeAccounting.sol";

/// @title What `scripts/prove.ts` has SMTChecker prove about the accounting, for every sequence of calls
/// @notice One staker, any amounts, a capacity that changes between calls as prices do. One is enough: each call touches
/// one staker, so a sum over all moves by what this one's amount moves. Never deployed.
contract BridgeAccountingProof {
    uint64 private _issued;
    uint64 private _toBeIssued;
    uint64 private _toBeRedeemed;
    /// @dev ghosts: qpBTC minted for this staker's deposits, and what its open assigned shares sum to
    uint256 private _supply;
    uint256 private _open;

    uint64 private constant MAX = 21e14;

    function reserve(uint64 sats, uint64 capacity) external {
        require(sats > 0 && sats <= MAX && capacity <= MAX);
        (Account memory after_, bool ok) = BridgeAccounting.reserve(_account(), sats, capacity);
        require(ok);
        // R2: whenever something new is reserved, issued + toBeIssued ≤ capacity
        assert(uint256(after_.issued) + after_.toBeIssued <= capacity);
        _open += sats;
        _store(after_);
    }

    function release(uint64 sats) external {
        require(sats <= _toBeIssued);
        Account memory after_ = BridgeAccounting.release(_account(), sats);
        _open -= sats;
        _store(after_);
    }

    function issue(uint64 reservedSats, uint64 issuedSats, uint64 capacity) external {
        require(reservedSats <= _toBeIssued && issuedSats <= MAX && capacity <= MAX);
        (Account memory after_, bool ok) = BridgeAccounting.issue(_account(), reservedSats, issuedSats, capacity);
        require(ok);
        // what exceeds the reservation is new: R2 again
        if (issuedSats > reservedSats) assert(uint256(after_.issued) + after_.toBeIssued <= capacity);
        _supply += issuedSats;
        _open -= reservedSats;
        _store(after_);
    }

    function _account() private view returns (Account memory) {
        return Account(_issued, _toBeIssued, _toBeRedeemed);
    }

    function _store(Account memory account) private {
        _issued = account.issued;
        _toBeIssued = account.toBeIssued;
        _toBeRedeemed = account.toBeRedeemed;
        // R1: supply is what was issued
        assert(_issued == _supply);
        // R2: reservations are the open assigned shares
        assert(_toBeIssued == _open);
        // R3: 0 ≤ toBeRedeemed ≤ issued
        assert(_toBeRedeemed <= _issued);
    }
}
