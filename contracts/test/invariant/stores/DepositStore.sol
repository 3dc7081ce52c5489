// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";

/// @notice The ghost: what the handler knows of every request and share from what it did, beside what the contracts say.
abstract contract DepositStore {
    struct Ghost {
        uint64 sats;
        uint8 shares;
        address requester;
    }

    /// @param reserved what of its staker's promise is for it
    /// @param waits what stands in an escrow ledger for it
    /// @param funding the last transaction that was counted for it
    struct Part {
        DepositState state;
        uint64 sats;
        uint64 paid;
        uint64 minted;
        uint64 reserved;
        uint64 waits;
        uint256 bondWei;
        address staker;
        bytes32 scriptHash;
        bytes funding;
        bool hasProof;
        Proof proof;
        uint64 proofSats;
        // the place in its ledger, and what was counted and swept, when it was looked at last
        uint256 place;
        uint64 counted;
        uint64 swept;
    }

    uint256[] internal ids;
    mapping(uint256 reqId => Ghost) internal ghosts;
    mapping(uint256 reqId => mapping(uint8 share => Part)) internal parts;
    mapping(bytes32 scriptHash => uint256 reqId) internal requestOfScript;
    /// @dev outpoints that were counted, txid ‖ vout 0
    bytes32[] internal consumedTxids;
    uint256[] internal mintTimes;
    uint256[] internal mintAmounts;

    /// @notice sats carried by every outpoint that was counted
    uint256 public provenSats;
    /// @notice sats minted, fee included
    uint256 public mintedSats;
    /// @notice sats of open draws
    uint256 public heldSats;
    /// @notice sats that wait in the queue
    uint256 public queuedSats;
    /// @notice sats of open offers
    uint256 public offeredSats;
    /// @notice sats that wait in escrow
    uint256 public escrowedSats;
    /// @notice sats reserved for a staker by open shares
    mapping(address staker => uint256) public openOf;
    /// @notice sats minted for what a staker holds
    mapping(address staker => uint256) public issuedOf;
    /// @notice wei of grief bonds that nobody has been paid yet, of forfeited halves, and of bonds given back
    uint256 public bondLiabilityWei;
    /// @notice wei that came in as registration bonds and was not forfeited
    uint256 public registrationWei;
    /// @notice things that must never happen, by name; the invariants want it empty
    string public violation;

    function count() public view returns (uint256) {
        return ids.length;
    }

    function idAt(uint256 i) public view returns (uint256) {
        return ids[i];
    }

    function consumedCount() public view returns (uint256) {
        return consumedTxids.length;
    }

    function consumedTxid(uint256 i) public view returns (bytes32) {
        return consumedTxids[i];
    }

    function _violate(string memory what) internal {
        if (bytes(violation).length == 0) violation = what;
    }

    /// @dev R9: the edges of `docs/data-flow.md`, and no others
    function _isEdge(DepositState from, DepositState to) internal pure returns (bool) {
        if (from == DepositState.None) return to == DepositState.Requested || to == DepositState.Queued;
        if (from == DepositState.Requested) {
            return to == DepositState.Assigned || to == DepositState.Cancelled || to == DepositState.Queued;
        }
        if (from == DepositState.Queued) return to == DepositState.Offered || to == DepositState.Cancelled;
        if (from == DepositState.Offered) return to == DepositState.Requested || to == DepositState.Cancelled;
        if (from == DepositState.Assigned) {
            return to == DepositState.Minted || to == DepositState.Escrowed || to == DepositState.Expired
                || to == DepositState.Refundable;
        }
        if (from == DepositState.Expired) {
            return to == DepositState.Minted || to == DepositState.Escrowed || to == DepositState.Refundable;
        }
        if (from == DepositState.Escrowed) return to == DepositState.Minted || to == DepositState.Refundable;
        // Only by a proof that its staker took the coin.
        if (from == DepositState.Refundable) return to == DepositState.Minted || to == DepositState.Escrowed;
        return false;
    }
}
