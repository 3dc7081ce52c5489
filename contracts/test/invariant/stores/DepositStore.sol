// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";

/// @notice The ghost: what the handler knows of every request from what it did, beside what the contracts say.
abstract contract DepositStore {
    struct Ghost {
        DepositState state;
        uint64 sats;
        uint64 paid;
        address staker;
        address requester;
        address recipient;
        bytes32 scriptHash;
        bool hasProof;
        Proof proof;
    }

    uint256[] internal ids;
    mapping(uint256 reqId => Ghost) internal ghosts;
    mapping(bytes32 scriptHash => uint256 reqId) internal requestOfScript;
    /// @dev outpoints that were counted, txid ‖ vout 0
    bytes32[] internal consumedTxids;

    /// @notice sats carried by every outpoint that was counted
    uint256 public provenSats;
    /// @notice sats minted, fee included
    uint256 public mintedSats;
    /// @notice sats of open draws
    uint256 public heldSats;
    /// @notice sats reserved for a staker by open assigned shares
    mapping(address staker => uint256) public openOf;
    /// @notice sats issued by a staker
    mapping(address staker => uint256) public issuedOf;
    /// @notice wei of grief bonds that nobody has been paid yet, and of forfeited halves
    uint256 public bondLiabilityWei;
    /// @notice wei that came in as registration bonds
    uint256 public registrationWei;
    /// @notice things that must never happen, by name; the invariants want it empty
    string public violation;

    function count() public view returns (uint256) {
        return ids.length;
    }

    function idAt(uint256 i) public view returns (uint256) {
        return ids[i];
    }

    function ghostState(uint256 reqId) public view returns (DepositState) {
        return ghosts[reqId].state;
    }

    function ghostSats(uint256 reqId) public view returns (uint64) {
        return ghosts[reqId].sats;
    }

    function ghostScript(uint256 reqId) public view returns (bytes32) {
        return ghosts[reqId].scriptHash;
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
        if (from == DepositState.None) return to == DepositState.Requested;
        if (from == DepositState.Requested) return to == DepositState.Assigned || to == DepositState.Cancelled;
        if (from == DepositState.Assigned) {
            return to == DepositState.Minted || to == DepositState.Expired || to == DepositState.Refundable;
        }
        if (from == DepositState.Expired) return to == DepositState.Minted || to == DepositState.Refundable;
        return false;
    }

    function _move(uint256 reqId, DepositState to) internal {
        if (!_isEdge(ghosts[reqId].state, to)) _violate("R9: a state moved along no edge");
        ghosts[reqId].state = to;
    }
}
